using ReplicaShell.Failover;
using ScottPlot;

namespace ReplicaShell.Plotting;

/// <summary>The phases of a failover as bars one below the other, each beginning where the one before ended.</summary>
internal static class PhaseChart
{
    private const float TextSize = 13;
    private const float Thickest = 30;

    /// <summary>Draws them.</summary>
    public static void Draw(Sheet sheet, PixelRect place, FailoverResult failover)
    {
        (string Name, TimeSpan Length)[] phases =
        [
            ("detect", failover.Detect),
            ("elect", failover.Elect),
            ("fence", failover.Fence),
            ("promote", failover.Promote),
            ("first write", failover.FirstWrite),
        ];
        using var panel = new Panel(place, new PixelPadding(130, 64, 46, 34));
        panel.NameRows([.. phases.Reverse().Select(phase => phase.Name)]);
        var end = Math.Max(phases.Sum(phase => phase.Length.TotalMilliseconds), failover.Total.TotalMilliseconds);
        var inSeconds = end >= 2000;
        var scale = inSeconds ? 0.001 : 1;
        panel.LabelX($"{(inSeconds ? "seconds" : "milliseconds")} since the failover began");
        panel.Plot.Axes.SetLimitsX(0, Math.Max(end, 1) * scale * 1.02);
        panel.Draw(sheet);
        sheet.Write(
            $"The failover, phase by phase: {Units.Time(failover.Total)}",
            new Pixel(24, panel.Data.Top - 10),
            14,
            Palette.Text,
            Alignment.LowerLeft,
            bold: true
        );

        var begin = 0.0;
        for (var index = 0; index < phases.Length; index++)
        {
            var (_, length) = phases[index];
            var row = phases.Length - 1 - index;
            var from = panel.At(begin * scale, row);
            var to = panel.At((begin + length.TotalMilliseconds) * scale, row);
            var half = Math.Min(Thickest / 2, (panel.At(0, row).Y - panel.At(0, row + 0.68).Y) / 2);
            // Two pixels at least: a phase of no time is still a phase.
            var right = Math.Max(to.X, from.X + 2);
            sheet.Fill(new PixelRect(from.X, right, from.Y + half, from.Y - half), Palette.Muted);
            Label(sheet, panel.Data, Units.Time(length), from.X, right, from.Y);
            begin += length.TotalMilliseconds;
        }
    }

    /// <summary>To the right of the bar, else to its left, else on it.</summary>
    private static void Label(Sheet sheet, PixelRect data, string text, float left, float right, float middle)
    {
        var width = Sheet.WidthOf(text, TextSize) + 6;
        if (right + width <= data.Right + 52)
        {
            sheet.Write(text, new Pixel(right + 6, middle), TextSize, Palette.Text, Alignment.MiddleLeft);
        }
        else if (left - width >= data.Left)
        {
            sheet.Write(text, new Pixel(left - 6, middle), TextSize, Palette.Text, Alignment.MiddleRight);
        }
        else
        {
            sheet.Write(text, new Pixel(right - 6, middle), TextSize, Colors.White, Alignment.MiddleRight);
        }
    }
}
