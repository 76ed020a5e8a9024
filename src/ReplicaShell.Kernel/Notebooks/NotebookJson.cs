using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ReplicaShell.Kernel.Notebooks;

/// <summary>
/// JSON as Jupyter writes it into a notebook's file: names in order, one space a level, no character escaped without need.
/// So a notebook that two front ends save in turn changes where it was changed, and nowhere else.
/// </summary>
internal static class NotebookJson
{
    /// <summary>The text of a file, with the line end at its end.</summary>
    public static string Write(JsonNode node)
    {
        var text = new StringBuilder();
        Append(text, node, 0);
        return text.Append('\n').ToString();
    }

    private static void Append(StringBuilder text, JsonNode? node, int level)
    {
        switch (node)
        {
            case JsonObject members:
                var ordered = members.OrderBy(member => member.Key, StringComparer.Ordinal);
                AppendAll(
                    text,
                    '{',
                    '}',
                    ordered,
                    level,
                    (member, inner) =>
                    {
                        AppendText(text, member.Key);
                        text.Append(": ");
                        Append(text, member.Value, inner);
                    }
                );
                break;
            case JsonArray items:
                AppendAll(text, '[', ']', items, level, (item, inner) => Append(text, item, inner));
                break;
            case JsonValue when node.GetValueKind() == JsonValueKind.String:
                AppendText(text, node.GetValue<string>());
                break;
            default:
                text.Append(node?.ToJsonString() ?? "null");
                break;
        }
    }

    private static void AppendAll<T>(
        StringBuilder text,
        char open,
        char close,
        IEnumerable<T> all,
        int level,
        Action<T, int> append
    )
    {
        text.Append(open);
        var first = true;
        foreach (var one in all)
        {
            text.Append(first ? "\n" : ",\n").Append(' ', level + 1);
            append(one, level + 1);
            first = false;
        }

        if (!first)
        {
            text.Append('\n').Append(' ', level);
        }

        text.Append(close);
    }

    private static void AppendText(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var one in value)
        {
            _ = one switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                '\b' => text.Append("\\b"),
                '\f' => text.Append("\\f"),
                < ' ' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)one:x4}"),
                _ => text.Append(one),
            };
        }

        text.Append('"');
    }
}
