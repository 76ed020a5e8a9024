using System.Xml;
using static ReplicaShell.Course.Grading.XmlReport;

namespace ReplicaShell.Course.Grading;

/// <summary>The format JUnit 4: a suite an exercise, a case a check.</summary>
internal static class JUnitReport
{
    public static void Write(XmlWriter xml, Grade grade)
    {
        xml.WriteStartElement("testsuites");
        Attributes(xml, [("name", grade.Submission), .. Counts(grade.Results), ("time", Seconds(grade.Duration))]);
        for (var i = 0; i < grade.Exercises.Count; i++)
        {
            Suite(xml, grade.Exercises[i], i);
        }

        xml.WriteEndElement();
    }

    private static void Suite(XmlWriter xml, GradedExercise exercise, int id)
    {
        xml.WriteStartElement("testsuite");
        Attributes(
            xml,
            [
                ("name", GradeNames.Of(exercise)),
                .. Counts(exercise.Results),
                ("id", Number(id)),
                ("skipped", "0"),
                ("package", exercise.Name),
                ("time", Seconds(exercise.Duration)),
            ]
        );
        xml.WriteStartElement("properties");
        Property(xml, "status", exercise.StatusText);
        Property(xml, "points", Number(exercise.Points));
        Property(xml, "max-points", Number(exercise.MaxPoints));
        Property(xml, "seed", Number(exercise.Seed));
        xml.WriteEndElement();
        foreach (var result in exercise.Results)
        {
            Case(xml, exercise, result);
        }

        xml.WriteEndElement();
    }

    private static void Case(XmlWriter xml, GradedExercise exercise, CheckResult result)
    {
        xml.WriteStartElement("testcase");
        Attributes(
            xml,
            ("name", $"{GradeNames.Of(exercise)}.{GradeNames.Of(result)}"),
            ("status", result.Passed ? "Passed" : "Failed"),
            ("classname", exercise.Name),
            ("assertions", "0"),
            ("time", "0.0")
        );
        if (!result.Passed)
        {
            xml.WriteStartElement("failure");
            Attributes(xml, ("message", GradeNames.Message(result)));
            xml.WriteString(GradeText.Clean(exercise.StatusText, int.MaxValue));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static (string, string)[] Counts(IReadOnlyList<CheckResult> results) =>
        [
            ("tests", Number(results.Count)),
            ("errors", "0"),
            ("failures", Number(results.Count(result => !result.Passed))),
            ("disabled", "0"),
        ];

    private static void Property(XmlWriter xml, string name, string value)
    {
        xml.WriteStartElement("property");
        Attributes(xml, ("name", name), ("value", value));
        xml.WriteEndElement();
    }
}
