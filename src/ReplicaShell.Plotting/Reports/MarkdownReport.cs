using System.Text;

namespace ReplicaShell.Plotting.Reports;

/// <summary>Writes a report as Markdown, with the pictures as files beside it.</summary>
internal static class MarkdownReport
{
    /// <summary>What has a meaning in Markdown wherever it stands in a line.</summary>
    private const string Special = "\\`*_[]<>|#";

    /// <summary>Writes it.</summary>
    /// <param name="report">The report.</param>
    /// <param name="name">The name of its file without the ending; pictures are called like it.</param>
    /// <returns>The text, and the pictures with the names of their files.</returns>
    public static (string Text, IReadOnlyList<(string File, InlinePicture Picture)> Pictures) Of(
        Report report,
        string name
    )
    {
        var pictures = new List<(string File, InlinePicture Picture)>();
        var text = new StringBuilder($"# {Escape(report.Title)}\n\n**{Escape(report.Summary)}**\n");
        foreach (var section in report.Sections)
        {
            text.Append($"\n## {Escape(section.Heading)}\n");
            foreach (var block in section.Blocks)
            {
                text.Append('\n');
                Write(text, block, name, pictures);
            }
        }

        return (text.ToString(), pictures);
    }

    private static void Write(
        StringBuilder text,
        IBlock block,
        string name,
        List<(string File, InlinePicture Picture)> pictures
    )
    {
        switch (block)
        {
            case Paragraph paragraph:
                text.Append($"{Escape(paragraph.Text)}\n");
                break;
            case Picture { Image: var image }:
                var file =
                    pictures.Count == 0
                        ? $"{name}.png"
                        : FormattableString.Invariant($"{name}-{pictures.Count + 1}.png");
                pictures.Add((file, image));
                text.Append($"![{Escape(image.Description)}](<{file}>)\n");
                break;
            case Table table:
                Row(text, table.Heads);
                Row(
                    text,
                    [.. table.Heads.Select((_, column) => table.IsNumber(column) ? "---:" : "---")],
                    escaped: true
                );
                foreach (var row in table.Rows)
                {
                    Row(text, row);
                }

                break;
        }
    }

    private static void Row(StringBuilder text, IReadOnlyList<string> cells, bool escaped = false) =>
        text.Append("| ").AppendJoin(" | ", escaped ? cells : cells.Select(Escape)).Append(" |\n");

    private static string Escape(string text)
    {
        var escaped = new StringBuilder();
        foreach (var letter in text.ReplaceLineEndings(" "))
        {
            if (Special.Contains(letter, StringComparison.Ordinal))
            {
                escaped.Append('\\');
            }

            escaped.Append(letter);
        }

        return escaped.ToString();
    }
}
