using System.Text;
using ReplicaShell.Formatting.Content;

namespace ReplicaShell.Formatting.Writing;

/// <summary>Writes parts as a terminal shows them, in columns that line up.</summary>
internal static class TextPage
{
    private const string Gap = "  ";

    /// <summary>Writes them.</summary>
    public static string Of(IEnumerable<IPart> parts)
    {
        var blocks = parts.Select(part =>
            part switch
            {
                Sentence sentence => sentence.Text,
                Bullets bullets => $"{bullets.Headline}:\n"
                    + string.Join('\n', bullets.Items.Select(item => $"- {item}")),
                Folded folded => $"{folded.Headline}: {folded.Text}",
                Grid grid => Of(grid),
                _ => "",
            }
        );
        // A space that does not break is for pages; a terminal's reader may want to copy the number.
        return string.Join("\n\n", blocks).Replace(Quantity.Space, ' ');
    }

    private static string Of(Grid grid)
    {
        int[] widths =
        [
            .. grid.Heads.Select(
                (head, column) =>
                    Math.Max(head.Text.Length, grid.Rows.Select(row => OneLine(row[column]).Length).Append(0).Max())
            ),
        ];
        var lines = new List<string>
        {
            Line(grid.Heads.Select(head => head.Text)),
            Line(widths.Select(width => new string('-', width))),
        };
        lines.AddRange(grid.Rows.Select(row => Line(row.Select(OneLine))));
        if (grid.Note is not null)
        {
            lines.Add(grid.Note);
        }

        return string.Join('\n', lines);

        string Line(IEnumerable<string> cells)
        {
            var line = new StringBuilder();
            foreach (var (cell, column) in cells.Select((cell, column) => (cell, column)))
            {
                var isNumber = grid.Heads[column].IsNumber;
                line.Append(column > 0 ? Gap : "")
                    .Append(isNumber ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]));
            }

            return line.ToString().TrimEnd();
        }
    }

    private static string OneLine(Cell cell) => cell.Text.ReplaceLineEndings(" ");
}
