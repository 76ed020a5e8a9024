using System.Text;

namespace ReplicaShell.Course.Grading;

/// <summary>Text that may be a learner's: it is hostile until it was cleaned.</summary>
internal static class GradeText
{
    private const char Replacement = '\uFFFD';

    /// <summary>
    /// The text without what no report can hold or what would deceive its reader: control characters (those of terminals
    /// too), halves of characters, and marks that turn the direction of text.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="longest">How many characters are kept at most; the rest becomes an ellipsis.</param>
    public static string Clean(string? text, int longest = 500)
    {
        var clean = new StringBuilder();
        var all = text ?? "";
        for (var i = 0; i < all.Length && clean.Length < longest; i++)
        {
            var one = all[i];
            if (char.IsHighSurrogate(one) && i + 1 < all.Length && char.IsLowSurrogate(all[i + 1]))
            {
                clean.Append(one).Append(all[++i]);
            }
            else
            {
                clean.Append(one is '\n' or '\t' || !IsUnfit(one) ? one : Replacement);
            }
        }

        return all.Length > longest ? clean.Append('…').ToString() : clean.ToString();
    }

    /// <summary>The text of a terminal without its colours, cleaned; of a long one the end.</summary>
    public static string CleanEnd(string? text, int longest)
    {
        var plain = EscapeSequences.Remove(text ?? "");
        return plain.Length <= longest ? Clean(plain, longest) : "…" + Clean(plain[^longest..], longest);
    }

    private static bool IsUnfit(char one) =>
        char.IsControl(one)
        || char.IsSurrogate(one)
        || one is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u200E' or '\u200F' or '\u061C'
        || one is '\uFFFE' or '\uFFFF';
}
