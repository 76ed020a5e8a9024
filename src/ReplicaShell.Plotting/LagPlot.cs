using System.Globalization;
using ReplicaShell.Replication;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace ReplicaShell.Plotting;

/// <summary>
/// The lag of followers over time: bytes above, seconds by the server's measure and by the heartbeat below. Stretches in
/// which a follower did not follow are shaded.
/// </summary>
internal sealed class LagPlot : IPicture
{
    private readonly IReadOnlyList<IGrouping<string, ReplicationLag>> _followers;
    private readonly IReadOnlyList<ReplicationLag> _samples;
    private readonly DateTimeOffset _zero;
    private readonly double _length;

    public LagPlot(IEnumerable<ReplicationLag> samples)
    {
        _samples = [.. samples.OrderBy(sample => sample.Time)];
        _followers = [.. _samples.GroupBy(sample => sample.Node)];
        _zero = _samples[0].Time;
        _length = (_samples[^1].Time - _zero).TotalSeconds;
    }

    /// <inheritdoc/>
    public string Description => $"{Title()}. {Summary()}.";

    /// <inheritdoc/>
    public int SuitableHeight => TimeEstimators().Any() ? 600 : 400;

    /// <inheritdoc/>
    public void Draw(Sheet sheet)
    {
        var top = sheet.Head(Title(), Summary(), Palette.Muted);
        var estimators = TimeEstimators().ToList();
        var middle = estimators.Count > 0 ? top + ((sheet.Height - top) * 0.54f) : sheet.Height;
        DrawPanel(sheet, new PixelRect(0, sheet.Width, middle, top), [LagEstimator.Bytes], last: estimators.Count == 0);
        if (estimators.Count > 0)
        {
            DrawPanel(sheet, new PixelRect(0, sheet.Width, sheet.Height, middle), estimators, last: true);
        }
    }

    private IEnumerable<LagEstimator> TimeEstimators() =>
        LagEstimator.InSeconds.Where(estimator => estimator.IsKnown(_samples));

    private void DrawPanel(Sheet sheet, PixelRect place, List<LagEstimator> estimators, bool last)
    {
        using var panel = new Panel(place, new PixelPadding(84, 28, last ? 50 : 30, 34));
        var plot = panel.Plot;
        var known = estimators.Max(estimator => estimator.Highest(_samples));
        var highest = known > 0 ? known : estimators[0].Floor;
        var margin = _length > 0 ? _length * 0.005 : 0.5;
        plot.Axes.SetLimits(-margin, _length + margin, 0, highest * 1.12);
        var format = estimators[0].Format;
        plot.Axes.Left.TickGenerator = new NumericAutomatic
        {
            LabelFormatter = value => value == 0 ? "0" : format(value),
            MinimumTickSpacing = 26,
        };
        if (last)
        {
            panel.LabelX($"seconds since {_zero.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture)} UTC");
        }

        var outages = _followers.SelectMany(follower => Outage.Of([.. follower], _zero)).ToList();
        foreach (var outage in outages)
        {
            var span = plot.Add.HorizontalSpan(outage.From, outage.To);
            span.FillStyle.Color = Palette.Shade;
            span.LineStyle.IsVisible = false;
        }

        for (var follower = 0; follower < _followers.Count; follower++)
        {
            foreach (var estimator in estimators)
            {
                AddLine(plot, _followers[follower], estimator, ColorOf(follower, estimator));
            }
        }

        panel.Draw(sheet);
        sheet.Write(
            estimators[0].PanelTitle,
            new Pixel(24, panel.Data.Top - 10),
            14,
            Palette.Text,
            Alignment.LowerLeft,
            bold: true
        );
        LegendEntry.DrawRightAligned(sheet, Legend(estimators), panel.Data.Right, panel.Data.Top - 16);

        NameOutages(sheet, panel, outages);
    }

    /// <summary>
    /// A colour tells followers apart, where there are several; the panel of the bytes says which is whose. A pattern
    /// tells estimators apart.
    /// </summary>
    private List<LegendEntry> Legend(List<LagEstimator> estimators)
    {
        var several = _followers.Count > 1;
        List<LegendEntry> entries =
            estimators is [var only] && several
                ? [.. _followers.Select((each, index) => new LegendEntry(each.Key, ColorOf(index, only), only.Pattern))]
                :
                [
                    .. estimators.Select(each => new LegendEntry(
                        each.Name,
                        several ? Palette.Muted : ColorOf(0, each),
                        each.Pattern
                    )),
                ];
        return entries.Count > 1 ? entries : [];
    }

    private Color ColorOf(int follower, LagEstimator estimator) =>
        Palette.Series[(_followers.Count > 1 ? follower : estimator.Hue) % Palette.Series.Length];

    private void AddLine(Plot plot, IEnumerable<ReplicationLag> follower, LagEstimator estimator, Color color)
    {
        foreach (var (seconds, values) in LagSeries.Stretches(follower, _zero, estimator.Value))
        {
            var line = plot.Add.Scatter(seconds, values, color);
            line.LineWidth = 2.2f;
            line.LinePattern = estimator.Pattern;
            // A value between two gaps has no line; it still was measured.
            line.MarkerSize = seconds.Length == 1 ? 5 : 0;
        }
    }

    /// <summary>Inside the shade, where there is room for the word.</summary>
    private static void NameOutages(Sheet sheet, Panel panel, IEnumerable<Outage> outages)
    {
        const float Size = 12;
        foreach (var outage in outages.DistinctBy(outage => (outage.From, outage.To)))
        {
            var name = outage.State.ToString().ToLowerInvariant();
            var (from, to) = (panel.At(outage.From, 0).X, panel.At(outage.To, 0).X);
            if (Sheet.WidthOf(name, Size) + 12 < to - from)
            {
                var at = new Pixel((from + to) / 2, panel.Data.Top + 6);
                sheet.Write(name, at, Size, Palette.Muted, Alignment.UpperCenter);
            }
        }
    }

    private string Title() =>
        _followers.Count == 1
            ? $"{_samples[0].Pair}: how far {_followers[0].Key} is behind the leader"
            : $"{_samples[0].Pair}: how far {_followers.Count} followers are behind the leader";

    private string Summary()
    {
        var parts = new List<string>();
        foreach (var estimator in (LagEstimator[])[LagEstimator.Bytes, .. LagEstimator.InSeconds])
        {
            if (estimator.IsKnown(_samples))
            {
                parts.Add($"{estimator.Format(estimator.Highest(_samples))} {estimator.InSummary}");
            }
        }

        var unknown = _samples.Count(sample => sample.LagBytes is null);
        var worst = parts.Count == 0 ? "Not known at any moment" : $"At worst {string.Join(", ", parts)}";
        return unknown == 0 || parts.Count == 0
            ? worst
            : $"{worst}; not known in {Units.Count(unknown)} of {Units.Count(_samples.Count)} samples";
    }
}
