using System.Xml.Linq;
using ReplicaShell.Core.Tests.Surroundings;
using ReplicaShell.Course.Grading;

namespace ReplicaShell.Core.Tests.Course.Grading;

public sealed class GradeReportsTests : IDisposable
{
    private readonly string _folder = TestFolders.Create("rs-grades-");

    private static readonly Grade s_grade = Grades.Of(
        "anna " + Grades.Hostile,
        Grades.Task(1, "a", 10, 10),
        Grades.Task(1, "b", 4, 10, Grades.Hostile),
        Grades.Trap(4, "t", -5)
    );

    public void Dispose() => TestFolders.Remove(_folder);

    [Fact]
    public void The_report_in_NUnits_format_has_a_case_a_check_and_survives_hostile_text()
    {
        var xml = Xml(GradeReportFormat.NUnitXml);

        Assert.Equal("test-results", xml.Name.LocalName);
        Assert.Equal(("3", "2"), ((string)xml.Attribute("total")!, (string)xml.Attribute("failures")!));
        var cases = xml.Descendants("test-case").ToList();
        Assert.Equal(["Success", "Failure", "Failure"], cases.Select(one => (string)one.Attribute("result")!));
        Assert.Equal("Exercise 1: Losing data.a: Do it", (string)cases[0].Attribute("name")!);
        var message = cases[1].Element("failure")!.Element("message")!.Value;
        Assert.StartsWith("4 of 10 points: <script>", message, StringComparison.Ordinal);
        Assert.StartsWith("-5 points: ", cases[2].Element("failure")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void The_report_in_JUnits_format_has_a_suite_an_exercise_and_survives_hostile_text()
    {
        var xml = Xml(GradeReportFormat.JUnitXml);

        Assert.Equal("testsuites", xml.Name.LocalName);
        Assert.Equal(("3", "2"), ((string)xml.Attribute("tests")!, (string)xml.Attribute("failures")!));
        Assert.Equal(["2", "1"], xml.Elements("testsuite").Select(suite => (string)suite.Attribute("tests")!));
        Assert.Equal(
            ["Passed", "Failed", "Failed"],
            xml.Descendants("testcase").Select(one => (string)one.Attribute("status")!)
        );
        Assert.Equal(2, xml.Descendants("failure").Count());
    }

    [Fact]
    public void The_page_holds_no_markup_but_its_own_and_loads_nothing()
    {
        var path = Path.Combine(_folder, "deep", "grade.html");
        GradeReports.WriteHtml(s_grade, path);
        var html = File.ReadAllText(path);

        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;alert(1)", html, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", html, StringComparison.Ordinal);
        Assert.DoesNotContain(html, one => char.IsControl(one) && one != '\n');
        Assert.DoesNotContain('\u202E', html);
        Assert.Contains("<strong>14 of 20 points</strong>", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@sum(a1)")]
    [InlineData("\t=1")]
    [InlineData("  =cmd|' /C calc'!A0")]
    [InlineData("\n=1")]
    [InlineData("＝1")]
    public void No_cell_of_the_table_is_a_formula(string name)
    {
        Assert.StartsWith("\"'", CsvReport.Field(name), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("anna", "\"anna\"")]
    [InlineData("a \"b\", c\nd", "\"a \"\"b\"\", c\nd\"")]
    public void Other_text_stays_as_it_is(string text, string field)
    {
        Assert.Equal(field, CsvReport.Field(text));
    }

    [Fact]
    public void The_table_has_a_line_a_submission_and_columns_for_every_exercise()
    {
        var path = Path.Combine(_folder, "grades.csv");
        GradeReports.WriteCsv(
            [
                Grades.Of("anna", Grades.Task(1, "a", 10, 10), Grades.Trap(1, "t", -5)),
                Grades.Of("=bob", Grades.Task(4, "b", 5, 10)),
            ],
            path
        );

        var lines = File.ReadAllLines(path);
        Assert.Equal(
            "Submission,Points,MaxPoints,Percent,HintsUsed,Traps,Points1,Status1,Seed1,Points4,Status4,Seed4,GradedAt",
            lines[0]
        );
        Assert.StartsWith("\"anna\",5,10,50,1,\"t\",5,\"Failed in cell 3: ", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("\"'=bob\",5,10,50,1,\"\",,,,5,", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Each_submission_has_a_report_of_its_own_whatever_it_is_called()
    {
        var taken = new HashSet<string>();

        string[] names = ["anna", "anna", "../b|c"];

        Assert.Equal(
            ["out/g-anna.xml", "out/g-anna-2.xml", "out/g-.._b_c.xml"],
            names.Select(name => GradeReports.PathFor("out/g.xml", name, taken).Replace('\\', '/'))
        );
    }

    private XElement Xml(GradeReportFormat format)
    {
        var path = Path.Combine(_folder, "grade.xml");
        GradeReports.WriteXml(s_grade, format, path);
        return XDocument.Load(path).Root!;
    }
}
