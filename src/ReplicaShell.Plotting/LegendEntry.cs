using ScottPlot;

namespace ReplicaShell.Plotting;

/// <summary>A line of a legend.</summary>
internal sealed record LegendEntry(string Name, Color Color, LinePattern Pattern)
{
    private const float TextSize = 13;
    private const float Stroke = 26;
    private const float Gap = 18;

    /// <summary>Draws the entries side by side above a panel, ending at the right.</summary>
    public static void DrawRightAligned(Sheet sheet, IReadOnlyList<LegendEntry> entries, float right, float middle)
    {
        var x = right;
        foreach (var entry in entries.Reverse())
        {
            x -= Sheet.WidthOf(entry.Name, TextSize);
            sheet.Write(entry.Name, new Pixel(x, middle), TextSize, Palette.Text, Alignment.MiddleLeft);
            x -= Stroke + 6;
            sheet.Line(new Pixel(x, middle), new Pixel(x + Stroke, middle), entry.Color, 2.5f, entry.Pattern);
            x -= Gap;
        }
    }
}
