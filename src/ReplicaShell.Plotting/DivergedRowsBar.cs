using System.Text.RegularExpressions;
using ReplicaShell.Drills.SplitBrain;
using ReplicaShell.Replication.Divergence;
using ScottPlot;

namespace ReplicaShell.Plotting;

/// <summary>The rows that two leaders do not have alike, as a bar: only here, different, only there.</summary>
internal static partial class DivergedRowsBar
{
    private const float Left = 24;
    private const float Height = 30;
    private const float LeastWidth = 190;

    /// <summary>Draws it.</summary>
    public static void Draw(Sheet sheet, PixelRect place, SplitBrainResult result)
    {
        var top = place.Top + 8;
        var count = result.Differences.Rows.Count;
        sheet.Write(
            count == 0
                ? "Both sides have the same rows: there is nothing to merge."
                : $"What cannot be merged: {Units.Count(count)} {(count == 1 ? "row" : "rows")}",
            new Pixel(Left, top),
            14,
            count == 0 ? Palette.Blue : Palette.Text,
            Alignment.UpperLeft,
            bold: true
        );
        (string Name, IReadOnlyList<DivergedRow> Rows, Color Color)[] parts =
        [
            ($"only on {result.OldLeader}", result.OnlyOld, Palette.Vermillion),
            ("different", result.Different, Palette.Purple),
            ($"only on {result.NewLeader}", result.OnlyNew, Palette.Blue),
        ];
        parts = [.. parts.Where(part => part.Rows.Count > 0)];
        var room = sheet.Width - (2 * Left) - (LeastWidth * parts.Length);
        var x = Left;
        foreach (var (name, rows, color) in parts)
        {
            var width = LeastWidth + (room * rows.Count / Math.Max(count, 1));
            var bar = new PixelRect(x, x + width - 4, top + 24 + Height, top + 24);
            sheet.Fill(bar, color);
            sheet.Write(
                $"{Units.Count(rows.Count)} {name}",
                new Pixel(x + 10, bar.Top + (Height / 2)),
                14,
                Colors.White,
                Alignment.MiddleLeft,
                bold: true,
                room: width - 24
            );
            sheet.Write(
                Caption(rows),
                new Pixel(x + 10, bar.Bottom + 9),
                12.5f,
                Palette.Muted,
                Alignment.UpperLeft,
                room: width - 20
            );
            x += width;
        }
    }

    private static string Caption(IReadOnlyList<DivergedRow> rows)
    {
        const int Most = 5;
        var keys = string.Join(", ", rows.Take(Most).Select(row => row.Key)) + (rows.Count > Most ? ", …" : "");
        var rates = new[] { Rate(rows[0].Here), Rate(rows[0].There) }.OfType<string>().ToList();
        return rates.Count == 0 ? keys : $"{keys}: {string.Join(" or ", rates)}{(rates.Count > 1 ? "?" : "")}";
    }

    private static string? Rate(string? row) =>
        row is not null && TaxRate().Match(row) is { Success: true } rate ? rate.Groups[1].Value : null;

    [GeneratedRegex("\"tax_rate\":([0-9.]+)")]
    private static partial Regex TaxRate();
}
