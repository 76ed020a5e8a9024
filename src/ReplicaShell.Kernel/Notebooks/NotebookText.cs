using System.Text.Json;
using System.Text.Json.Nodes;

namespace ReplicaShell.Kernel.Notebooks;

/// <summary>Texts of several lines, which a notebook's file may hold as one text or as a list of lines.</summary>
internal static class NotebookText
{
    /// <summary>The text; null for what is neither.</summary>
    public static string? Of(JsonNode? node) =>
        node switch
        {
            JsonArray lines when lines.All(IsText) => string.Concat(lines.Select(line => line!.GetValue<string>())),
            JsonValue when IsText(node) => node.GetValue<string>(),
            _ => null,
        };

    /// <summary>The list of lines, each with its end: a change of one line is one in the file, too.</summary>
    public static JsonArray Lines(string text)
    {
        var lines = new JsonArray();
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (IsLineEnd(text[i]) && !(text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n'))
            {
                lines.Add(text[start..(i + 1)]);
                start = i + 1;
            }
        }

        if (start < text.Length)
        {
            lines.Add(text[start..]);
        }

        return lines;
    }

    private static bool IsText(JsonNode? node) => node?.GetValueKind() == JsonValueKind.String;

    // Where Python's splitlines cuts: Jupyter's own files are cut there.
    private static bool IsLineEnd(char one) =>
        one is '\n' or '\r' or '\v' or '\f' or (>= '\u001c' and <= '\u001e') or '\u0085' or '\u2028' or '\u2029';
}
