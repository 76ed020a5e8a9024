using System.Text;
using ReplicaShell.Errors;
using ReplicaShell.Topology;

namespace ReplicaShell.Plotting.Reports;

/// <summary>Writes results as a post-mortem that can be sent to a colleague.</summary>
public static class ReportExport
{
    /// <summary>The names of the pairs that results speak of, whose settings a report would tell.</summary>
    /// <param name="results">The results.</param>
    public static IEnumerable<string> PairsOf(IReadOnlyList<object> results) => ReportBuilder.PairsOf(results);

    /// <summary>Whether a path names a format that there is: refused before anything is done.</summary>
    /// <exception cref="ReplicaException"><c>UnsupportedReportFormat</c>.</exception>
    public static void CheckFormat(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (!IsHtml(path) && !IsMarkdown(path))
        {
            throw ReportErrors.UnsupportedReportFormat(path);
        }
    }

    /// <summary>Writes the report.</summary>
    /// <param name="results">
    /// A drill, a failover, a workload, a verdict, a measurement, or several of them that belong together.
    /// </param>
    /// <param name="path">
    /// The file; its ending is the format: .html is one file with its pictures in it, .md has them beside it. Files that
    /// exist are replaced.
    /// </param>
    /// <param name="pairs">What is kept about the pairs that the results speak of, as far as they are still there.</param>
    /// <returns>The file; of Markdown with pictures the text.</returns>
    /// <exception cref="ReplicaException">
    /// <c>UnsupportedReportFormat</c>, <c>NothingToReport</c>, <c>UnsupportedReport</c>, <c>ReportNotWritten</c>,
    /// <c>NoFonts</c>.
    /// </exception>
    public static FileInfo Save(IReadOnlyList<object> results, string path, IReadOnlyList<PairDefinition> pairs)
    {
        ArgumentNullException.ThrowIfNull(results);
        ArgumentNullException.ThrowIfNull(pairs);
        CheckFormat(path);
        var report = ReportBuilder.Of(results, pairs, DateTimeOffset.UtcNow);
        try
        {
            Write(report, path);
            return new FileInfo(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw ReportErrors.ReportNotWritten(path, exception);
        }
    }

    private static void Write(Report report, string path)
    {
        if (IsHtml(path))
        {
            File.WriteAllText(path, HtmlReport.Of(report), Encoding.UTF8);
            return;
        }

        var (text, pictures) = MarkdownReport.Of(report, Path.GetFileNameWithoutExtension(path));
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        foreach (var (file, picture) in pictures)
        {
            File.WriteAllBytes(Path.Combine(folder, file), picture.Png.ToArray());
        }

        File.WriteAllText(path, text);
    }

    private static bool IsHtml(string path) => Path.GetExtension(path).ToUpperInvariant() is ".HTML" or ".HTM";

    private static bool IsMarkdown(string path) =>
        Path.GetExtension(path).Equals(".md", StringComparison.OrdinalIgnoreCase);
}
