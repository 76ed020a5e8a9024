using ReplicaShell.Failover;
using ScottPlot;

namespace ReplicaShell.Plotting;

/// <summary>The phases of a change of leader as bars one below the other, each where it began.</summary>
internal static class PhaseChart
{
    private const float TextSize = 13;
    private const float Thickest = 30;

    /// <summary>Draws those of a failover, of which each begins where the one before ended.</summary>
    public static void Draw(Sheet sheet, PixelRect place, FailoverResult failover)
    {
        (string Name, TimeSpan Length)[] lengths =
        [
            ("detect", failover.Detect),
            ("elect", failover.Elect),
            ("fence", failover.Fence),
            ("promote", failover.Promote),
            ("first write", failover.FirstWrite),
        ];
        var begin = TimeSpan.Zero;
        var phases = new List<Phase>();
        foreach (var (name, length) in lengths)
        {
            phases.Add(new(name, begin, length));
            begin += length;
        }

        Draw(sheet, place, "The failover", failover.Total, phases, outage: null);
    }

    /// <summary>Draws phases, and behind them the time in which nobody could write.</summary>
    public static void Draw(
        Sheet sheet,
        PixelRect place,
        string what,
        TimeSpan total,
        IReadOnlyList<Phase> phases,
        (TimeSpan From, TimeSpan To)? outage
    )
    {
        using var panel = new Panel(place, new PixelPadding(130, 64, 46, 34));
        panel.NameRows([.. phases.Reverse().Select(phase => phase.Name)]);
        var end = Math.Max(phases.Max(phase => phase.End.TotalMilliseconds), total.TotalMilliseconds);
        var inSeconds = end >= 2000;
        var scale = inSeconds ? 0.001 : 1;
        panel.LabelX($"{(inSeconds ? "seconds" : "milliseconds")} since {what.ToLowerInvariant()} began");
        panel.Plot.Axes.SetLimitsX(0, Math.Max(end, 1) * scale * 1.02);
        if (outage is { } silence)
        {
            var span = panel.Plot.Add.HorizontalSpan(
                silence.From.TotalMilliseconds * scale,
                silence.To.TotalMilliseconds * scale
            );
            span.FillStyle.Color = Palette.Shade;
            span.LineStyle.IsVisible = false;
        }

        panel.Draw(sheet);
        sheet.Write(
            $"{what}, phase by phase: {Units.Time(total)}",
            new Pixel(24, panel.Data.Top - 10),
            14,
            Palette.Text,
            Alignment.LowerLeft,
            bold: true
        );

        for (var index = 0; index < phases.Count; index++)
        {
            var phase = phases[index];
            var row = phases.Count - 1 - index;
            var from = panel.At(phase.Begin.TotalMilliseconds * scale, row);
            var to = panel.At(phase.End.TotalMilliseconds * scale, row);
            var half = Math.Min(Thickest / 2, (panel.At(0, row).Y - panel.At(0, row + 0.68).Y) / 2);
            // Two pixels at least: a phase of no time is still a phase.
            var right = Math.Max(to.X, from.X + 2);
            sheet.Fill(new PixelRect(from.X, right, from.Y + half, from.Y - half), Palette.Muted);
            Label(sheet, panel.Data, Units.Time(phase.Length), from.X, right, from.Y);
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

    /// <summary>One bar.</summary>
    /// <param name="Name">What was done.</param>
    /// <param name="Begin">When it began, since the beginning of all.</param>
    /// <param name="Length">How long it took.</param>
    internal readonly record struct Phase(string Name, TimeSpan Begin, TimeSpan Length)
    {
        public TimeSpan End => Begin + Length;
    }
}
