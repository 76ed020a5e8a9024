using ReplicaShell.History;
using ScottPlot;

namespace ReplicaShell.Plotting;

/// <summary>Marks the write that proves a loss: an arrow at its tick, and beside it what a reader can look up.</summary>
/// <param name="Second">When its outcome was known, in seconds from the zero of the time axis.</param>
/// <param name="Text">Which write it is.</param>
internal sealed record CounterexampleMark(double Second, string Text)
{
    private const float TextSize = 11.5f;
    private const float Arrow = 5;

    /// <summary>The mark of an operation.</summary>
    public static CounterexampleMark Of(Operation operation, FailoverStory story)
    {
        var history = story.History!;
        var node = operation.Node is null ? "" : $" by {operation.Node}";
        var clock = history.TimeOf(operation.Completed).UtcDateTime;
        return new CounterexampleMark(
            story.Second(history.StartedAt) + operation.Completed.TotalSeconds,
            FormattableString.Invariant(
                $"key {operation.Key} of client {operation.Client}, acknowledged{node} at {clock:HH:mm:ss.fff}, is gone"
            )
        );
    }

    /// <summary>Draws it below its tick, in the gap between two lanes.</summary>
    /// <param name="sheet">What to draw on.</param>
    /// <param name="tick">The lower end of the tick.</param>
    /// <param name="data">Where text may stand.</param>
    public void Draw(Sheet sheet, Pixel tick, PixelRect data)
    {
        for (var row = 1; row <= Arrow; row++)
        {
            var half = row * 0.7f;
            var y = tick.Y + 1 + row;
            sheet.Line(new Pixel(tick.X - half, y), new Pixel(tick.X + half, y), Palette.Text, 1.2f);
        }

        var width = Sheet.WidthOf(Text, TextSize, bold: true);
        var left = Math.Clamp(tick.X + Arrow + 4, data.Left + 4, Math.Max(data.Left + 4, data.Right - width));
        var leftOfTick = tick.X + Arrow + 4 + width > data.Right;
        left = leftOfTick ? Math.Max(data.Left + 4, tick.X - Arrow - 4 - width) : left;
        var middle = tick.Y + 1 + (Arrow / 2) + 2;
        // The lines of moments must not run through letters.
        sheet.Fill(new PixelRect(left - 2, left + width + 2, middle + 6, middle - 6), Colors.White.WithAlpha(0.85));
        sheet.Write(Text, new Pixel(left, middle), TextSize, Palette.Vermillion, Alignment.MiddleLeft, bold: true);
    }
}
