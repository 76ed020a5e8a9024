using System.Globalization;
using System.Xml;
using static ReplicaShell.Course.Grading.XmlReport;

namespace ReplicaShell.Course.Grading;

/// <summary>The format NUnit 2.5: suites in suites, a case a check.</summary>
internal static class NUnitReport
{
    public static void Write(XmlWriter xml, Grade grade)
    {
        xml.WriteStartElement("test-results");
        Attributes(
            xml,
            ("name", grade.Submission),
            ("total", Number(grade.Results.Count)),
            ("errors", "0"),
            ("failures", Number(grade.Results.Count(result => !result.Passed))),
            ("not-run", "0"),
            ("inconclusive", "0"),
            ("ignored", "0"),
            ("skipped", "0"),
            ("invalid", "0"),
            ("date", grade.GradedAt.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            ("time", grade.GradedAt.ToString("HH:mm:ss", CultureInfo.InvariantCulture))
        );
        Suite(
            xml,
            grade.Submission,
            grade.Results,
            grade.Duration,
            () =>
            {
                foreach (var exercise in grade.Exercises)
                {
                    Suite(
                        xml,
                        GradeNames.Of(exercise),
                        exercise.Results,
                        exercise.Duration,
                        () => Cases(xml, exercise)
                    );
                }
            }
        );
        xml.WriteEndElement();
    }

    private static void Suite(
        XmlWriter xml,
        string name,
        IReadOnlyList<CheckResult> results,
        TimeSpan time,
        Action content
    )
    {
        var passed = results.All(result => result.Passed);
        xml.WriteStartElement("test-suite");
        Attributes(
            xml,
            ("type", "TestFixture"),
            ("name", name),
            ("executed", "True"),
            ("result", passed ? "Success" : "Failure"),
            ("success", passed ? "True" : "False"),
            ("time", Seconds(time)),
            ("asserts", "0"),
            ("description", name)
        );
        xml.WriteStartElement("results");
        content();
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Cases(XmlWriter xml, GradedExercise exercise)
    {
        foreach (var result in exercise.Results)
        {
            xml.WriteStartElement("test-case");
            Attributes(
                xml,
                ("description", GradeNames.Of(result)),
                ("name", $"{GradeNames.Of(exercise)}.{GradeNames.Of(result)}"),
                ("time", "0.0"),
                ("asserts", "0"),
                ("success", result.Passed ? "True" : "False"),
                ("result", result.Passed ? "Success" : "Failure"),
                ("executed", "True")
            );
            if (!result.Passed)
            {
                xml.WriteStartElement("failure");
                xml.WriteElementString("message", GradeText.Clean(GradeNames.Message(result), int.MaxValue));
                xml.WriteElementString("stack-trace", GradeText.Clean(exercise.StatusText, int.MaxValue));
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }
    }
}
