using System.Text;
using System.Text.RegularExpressions;

namespace ReplicaShell.Course.Grading;

/// <summary>Writes grades to files.</summary>
public static partial class GradeReports
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>The path of a submission's report: the one asked for, with the submission's name in it where there are several.</summary>
    /// <param name="path">The path that was asked for, such as <c>grade.xml</c>.</param>
    /// <param name="submission">The submission's name.</param>
    /// <param name="taken">The paths of the others; the new one is added.</param>
    public static string PathFor(string path, string submission, ISet<string> taken)
    {
        ArgumentNullException.ThrowIfNull(taken);
        var stem = Path.Combine(Path.GetDirectoryName(path) ?? "", Path.GetFileNameWithoutExtension(path));
        var name = Unfit().Replace(submission, "_");
        var own = $"{stem}-{name}{Path.GetExtension(path)}";
        for (var next = 2; !taken.Add(own); next++)
        {
            own = $"{stem}-{name}-{next}{Path.GetExtension(path)}";
        }

        return own;
    }

    /// <summary>Writes the report for programs, in the shape that Pester gives it.</summary>
    public static void WriteXml(Grade grade, GradeReportFormat format, string path)
    {
        ArgumentNullException.ThrowIfNull(grade);
        MakeFolder(path);
        XmlReport.Write(grade, format, path);
    }

    /// <summary>Writes the page for people.</summary>
    public static void WriteHtml(Grade grade, string path)
    {
        ArgumentNullException.ThrowIfNull(grade);
        MakeFolder(path);
        File.WriteAllText(path, HtmlReport.Text(grade), Utf8);
    }

    /// <summary>Writes many grades as one table; the byte order mark tells spreadsheets that it is UTF-8.</summary>
    public static void WriteCsv(IReadOnlyList<Grade> grades, string path)
    {
        MakeFolder(path);
        File.WriteAllText(path, CsvReport.Text(grades), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
    }

    private static void MakeFolder(string path) =>
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);

    [GeneratedRegex(@"[^\p{L}\p{N}._-]")]
    private static partial Regex Unfit();
}
