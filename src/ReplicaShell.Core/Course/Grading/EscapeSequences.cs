using System.Text.RegularExpressions;

namespace ReplicaShell.Course.Grading;

/// <summary>The escape sequences by which programs colour what they write.</summary>
internal static partial class EscapeSequences
{
    /// <summary>The text without them.</summary>
    public static string Remove(string text) => Pattern().Replace(text, "");

    [GeneratedRegex(@"\u001b\[[0-9;?]*[ -/]*[@-~]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pattern();
}
