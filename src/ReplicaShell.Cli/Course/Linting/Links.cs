using System.Text.RegularExpressions;

namespace ReplicaShell.Cli.Course.Linting;

/// <summary>The links of prose, and where they lead.</summary>
internal static partial class Links
{
    /// <summary>Looks at the links of a text.</summary>
    /// <param name="file">Where findings go.</param>
    /// <param name="path">The file that holds the text.</param>
    /// <param name="text">The text, in Markdown.</param>
    /// <param name="headings">The headings of the whole file.</param>
    /// <param name="cell">The cell; null for a file without cells.</param>
    public static void Check(LintFile file, string path, string text, IReadOnlyList<string> headings, int? cell)
    {
        var prose = Code().Replace(text, "");
        foreach (var target in Link().Matches(prose).Select(match => match.Groups["target"].Value))
        {
            if (target.StartsWith('#'))
            {
                CheckAnchor(file, target, Path.GetFileName(path), headings, cell);
            }
            else if (target.StartsWith("http://", StringComparison.Ordinal))
            {
                file.Warn($"'{target}' is not encrypted. Use https where the site has it.", cell);
            }
            else if (!target.Contains(':', StringComparison.Ordinal))
            {
                CheckPath(file, path, target, cell);
            }
        }
    }

    /// <summary>The headings of a text in Markdown.</summary>
    public static IEnumerable<string> Headings(string text) =>
        Heading().Matches(Code().Replace(text, "")).Select(match => match.Groups["text"].Value.Trim());

    private static void CheckPath(LintFile file, string path, string target, int? cell)
    {
        var parts = Uri.UnescapeDataString(target).Split('#', 2);
        var folder = Path.GetDirectoryName(path)!;
        var found = Path.GetFullPath(Path.Combine(folder, parts[0]));
        if (Path.IsPathRooted(parts[0]) || (!File.Exists(found) && !Directory.Exists(found)))
        {
            file.Error($"The link '{target}' leads to no file. Correct it; it starts at this file's folder.", cell);
        }
        else if (parts.Length > 1 && File.Exists(found))
        {
            CheckAnchor(file, "#" + parts[1], Path.GetFileName(found), DocumentHeadings.Of(found), cell);
        }
    }

    private static void CheckAnchor(
        LintFile file,
        string anchor,
        string where,
        IReadOnlyList<string> headings,
        int? cell
    )
    {
        var name = Uri.UnescapeDataString(anchor[1..]);
        if (!headings.Any(heading => Anchors(heading).Contains(name)))
        {
            file.Error(
                $"There is no heading for the link '{anchor}' in {where}. Correct it, or name the heading so.",
                cell
            );
        }
    }

    // GitHub and VS Code make anchors small and take marks out; Jupyter only puts hyphens between the words.
    private static string[] Anchors(string heading) =>
        [heading.Replace(' ', '-'), Marks().Replace(heading.ToLowerInvariant(), "").Replace(' ', '-')];

    [GeneratedRegex(
        @"\[[^\]]*\]\(\s*<?(?<target>[^)>\s]+)>?(\s+""[^""]*"")?\s*\)|<(img|a)\s[^>]*(src|href)=""(?<target>[^""]+)"""
    )]
    private static partial Regex Link();

    [GeneratedRegex(@"```.*?```|`[^`\n]*`", RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex(@"^ {0,3}#{1,6}\s+(?<text>.+?)\s*#*\s*$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\p{L}\p{N}\s_-]")]
    private static partial Regex Marks();
}
