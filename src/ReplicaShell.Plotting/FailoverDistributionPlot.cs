using ReplicaShell.Measurements;
using ScottPlot;

namespace ReplicaShell.Plotting;

/// <summary>
/// Many failovers: for each mode and distance the medians of the phases as one bar and every failover's total as a tick below
/// it, and beneath, every failover's lost writes.
/// </summary>
internal sealed class FailoverDistributionPlot(FailoverMeasurement measurement) : IPicture
{
    private const float TextSize = 13;
    private const float LeftPadding = 190;
    private const float RightPadding = 190;

    private static readonly (string Name, Color Color, Func<FailoverGroup, Distribution> Of)[] Phases =
    [
        ("detect", Palette.SkyBlue, group => group.Detect),
        ("elect", Palette.Orange, group => group.Elect),
        ("fence", Palette.Purple, group => group.Fence),
        ("promote", Palette.Green, group => group.Promote),
        ("first write", Palette.Muted, group => group.FirstWrite),
    ];

    private readonly IReadOnlyList<FailoverGroup> _groups = measurement.Groups;

    /// <inheritdoc/>
    public string Description => $"{Title}. {Summary}.";

    /// <inheritdoc/>
    public int SuitableHeight => 76 + (2 * (PanelHead + PanelFoot)) + (_groups.Count * 2 * RowHeight);

    private static int PanelHead => 40;

    private static int PanelFoot => 50;

    private static int RowHeight => 54;

    private string Title =>
        FormattableString.Invariant($"{measurement.Runs.Count} failovers under load, {measurement.Clients} clients");

    private string Summary
    {
        get
        {
            var (lost, failovers) = (
                measurement.Runs.Sum(run => run.Verdict.Lost),
                measurement.Runs.Count(run => run.Verdict.Lost > 0)
            );
            var losses =
                lost == 0
                    ? "no acknowledged write was lost"
                    : $"{Units.Count(failovers)} of them lost {Units.Count(lost)} acknowledged writes";
            var medians = Distribution.Of(_groups.Select(group => group.Total.Median));
            var time = FormattableString.Invariant($"{medians.Minimum:0} ms");
            return _groups.Count == 1 || medians.Minimum == medians.Maximum
                ? $"median {time}; {losses}"
                : FormattableString.Invariant($"medians from {time} to {medians.Maximum:0} ms; {losses}");
        }
    }

    /// <inheritdoc/>
    public void Draw(Sheet sheet)
    {
        var anyLost = _groups.Any(group => group.Lost.Maximum > 0);
        var top = sheet.Head(Title, Summary, anyLost ? Palette.Vermillion : Palette.Blue);
        var middle = top + ((sheet.Height - top) / 2);
        DrawPhases(sheet, new PixelRect(0, sheet.Width, middle, top));
        DrawLost(sheet, new PixelRect(0, sheet.Width, sheet.Height, middle));
    }

    private void DrawPhases(Sheet sheet, PixelRect place)
    {
        var end = _groups.Max(group => Math.Max(group.Total.Maximum, Phases.Sum(phase => phase.Of(group).Median)));
        using var panel = Begin(sheet, place, "milliseconds from the first look at the leader", end);
        Caption(sheet, panel, "The phases: medians as bars, every failover's total as a tick");
        LegendEntry.DrawRightAligned(
            sheet,
            [.. Phases.Select(phase => new LegendEntry(phase.Name, phase.Color, LinePattern.Solid))],
            sheet.Width - 24,
            panel.Data.Top - 16
        );
        for (var index = 0; index < _groups.Count; index++)
        {
            var (group, row) = (_groups[index], _groups.Count - 1 - index);
            var begin = 0.0;
            foreach (var (_, color, of) in Phases)
            {
                var (from, to) = (panel.At(begin, row + 0.3), panel.At(begin += of(group).Median, row - 0.12));
                sheet.Fill(new PixelRect(from.X, Math.Max(to.X, from.X + 1), to.Y, from.Y), color);
            }

            Ticks(sheet, panel, row, group.Total.Values, Palette.Text);
            Aside(sheet, panel, row, $"{Spread(group.Total)} ms", Palette.Text);
        }
    }

    private void DrawLost(Sheet sheet, PixelRect place)
    {
        var end = Math.Max(1, _groups.Max(group => group.Lost.Maximum));
        using var panel = Begin(sheet, place, "acknowledged writes that a failover lost", end);
        Caption(sheet, panel, "Lost writes: every failover as a tick, the median as a block");
        for (var index = 0; index < _groups.Count; index++)
        {
            var (group, row) = (_groups[index], _groups.Count - 1 - index);
            var color = group.Lost.Maximum > 0 ? Palette.Vermillion : Palette.Blue;
            var median = panel.At(group.Lost.Median, row);
            var (high, low) = (panel.At(0, row + 0.3).Y, panel.At(0, row - 0.12).Y);
            sheet.Fill(new PixelRect(median.X - 3, median.X + 3, low, high), color);
            Ticks(sheet, panel, row, group.Lost.Values, color);
            Aside(sheet, panel, row, group.Lost.Maximum > 0 ? $"{Spread(group.Lost)} lost" : "nothing lost", color);
        }
    }

    private Panel Begin(Sheet sheet, PixelRect place, string unit, double end)
    {
        var panel = new Panel(place, new PixelPadding(LeftPadding, RightPadding, PanelFoot, PanelHead));
        panel.NameRows([.. _groups.Reverse().Select(group => group.Name)]);
        panel.LabelX(unit);
        panel.Plot.Axes.SetLimitsX(-end * 0.01, end * 1.03);
        panel.Draw(sheet);
        return panel;
    }

    private static void Caption(Sheet sheet, Panel panel, string text) =>
        sheet.Write(text, new Pixel(24, panel.Data.Top - 10), 14, Palette.Text, Alignment.LowerLeft, bold: true);

    private static void Ticks(Sheet sheet, Panel panel, int row, IEnumerable<double> values, Color color)
    {
        foreach (var value in values)
        {
            sheet.Line(panel.At(value, row - 0.18), panel.At(value, row - 0.38), color, 1.8f);
        }
    }

    private static void Aside(Sheet sheet, Panel panel, int row, string text, Color color) =>
        sheet.Write(
            text,
            new Pixel(panel.Data.Right + 12, panel.At(0, row).Y),
            TextSize,
            color,
            Alignment.MiddleLeft,
            bold: true,
            room: RightPadding - 24
        );

    private static string Spread(Distribution distribution) =>
        distribution.Minimum == distribution.Maximum
            ? FormattableString.Invariant($"{distribution.Median:0}")
            : FormattableString.Invariant(
                $"{distribution.Median:0} ({distribution.Minimum:0} to {distribution.Maximum:0})"
            );
}
