using System.Text.RegularExpressions;

namespace ReplicaShell.Cli.Course.Linting;

/// <summary>Finds in a text what tells of one machine: home folders, temporary folders, its name, passwords.</summary>
internal static partial class MachineTraces
{
    private static readonly string[] CommonNames = ["localhost", "debian", "ubuntu"];

    /// <summary>What was found; empty for a neutral text.</summary>
    public static IEnumerable<string> Find(string text) =>
        Pattern().Matches(text).Select(match => match.Value).Concat(Names(text));

    private static IEnumerable<string> Names(string text)
    {
        var name = Environment.MachineName;
        return
            name.Length > 3
            && !CommonNames.Contains(name, StringComparer.OrdinalIgnoreCase)
            && Regex.IsMatch(text, $@"\b{Regex.Escape(name)}\b", RegexOptions.IgnoreCase)
            ? [name]
            : [];
    }

    [GeneratedRegex(
        @"(?<![\w.])(/home/[\w.-]+|/Users/[\w.-]+|/root/[\w.-]+|/work/[\w.-]+|/var/lib/replicashell|/var/folders/\w+"
            + @"|/tmp/(?!replicashell-course\b)[\w.-]+)|[A-Z]:\\Users\\[\w.-]+|\b[Pp]assword\s*=\s*[^\s;'""]{4,}"
    )]
    private static partial Regex Pattern();
}
