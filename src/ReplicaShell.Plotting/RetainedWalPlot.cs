using System.Globalization;
using ReplicaShell.Drills;
using ReplicaShell.Replication;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace ReplicaShell.Plotting;

/// <summary>
/// The WAL that slots keep over time, with the limit where there is one; of a catch-up also how far the follower was behind,
/// and the moments at which it was back, streamed and had caught up.
/// </summary>
internal sealed class RetainedWalPlot : IPicture
{
    private const double FarAbove = 4;
    private readonly IReadOnlyList<IGrouping<string, ReplicationSlot>> _slots;
    private readonly IReadOnlyList<ReplicationSlot> _samples;
    private readonly CatchUpResult? _catchUp;
    private readonly DateTimeOffset _zero;
    private readonly double _length;
    private readonly List<(string Name, (double[] X, double[] Y) Line)> _behind;

    public RetainedWalPlot(IEnumerable<ReplicationSlot> slots, CatchUpResult? catchUp = null)
    {
        _samples = [.. slots.OrderBy(slot => slot.Time)];
        _slots = [.. _samples.GroupBy(slot => $"{slot.Name} on {slot.Node}")];
        _catchUp = catchUp;
        DateTimeOffset[] times =
        [
            .. _samples.Select(slot => slot.Time),
            .. (catchUp?.Lag ?? []).Select(lag => lag.Time),
            .. catchUp is null ? Array.Empty<DateTimeOffset>() : [catchUp.BroughtBackAt],
        ];
        _zero = times.Min();
        _length = (times.Max() - _zero).TotalSeconds;
        // Few followers can be asked while they are down and come back: a point at either end is no line.
        var behind = catchUp is null ? [] : Behind(catchUp);
        _behind = behind.Exists(line => line.Line.X.Length > 2) ? behind : [];
    }

    /// <inheritdoc/>
    public string Description => $"{Title()}. {Summary()}.";

    /// <inheritdoc/>
    public int SuitableHeight => _behind.Count == 0 ? 400 : 600;

    /// <inheritdoc/>
    public void Draw(Sheet sheet)
    {
        var top = sheet.Head(Title(), Summary(), Palette.Muted);
        var middle = _behind.Count == 0 ? sheet.Height : top + ((sheet.Height - top) * 0.52f);
        var place = new PixelRect(0, sheet.Width, middle, top);
        DrawPanel(sheet, place, "WAL kept for it by the leader", Kept(), Limit(), last: _behind.Count == 0);
        if (_behind.Count > 0)
        {
            var below = new PixelRect(0, sheet.Width, sheet.Height, middle);
            DrawPanel(sheet, below, "WAL that the follower has not replayed", _behind, [], last: true);
        }
    }

    private void DrawPanel(
        Sheet sheet,
        PixelRect place,
        string title,
        List<(string Name, (double[] X, double[] Y) Line)> lines,
        List<(double[] X, double[] Y)> limits,
        bool last
    )
    {
        using var panel = new Panel(place, new PixelPadding(84, 28, last ? 50 : 30, 34));
        var plot = panel.Plot;
        var highest = lines.SelectMany(line => line.Line.Y).DefaultIfEmpty(0).Max();
        var limit = limits.SelectMany(line => line.Y).DefaultIfEmpty(0).Max();
        // A limit that is far away would press all else to the ground: the summary names it.
        highest = limit <= highest * FarAbove ? Math.Max(highest, limit) : highest;
        var margin = _length > 0 ? _length * 0.005 : 0.5;
        plot.Axes.SetLimits(-margin, _length + margin, 0, (highest > 0 ? highest : 1000) * 1.15);
        plot.Axes.Left.TickGenerator = new NumericAutomatic
        {
            LabelFormatter = value => value == 0 ? "0" : Units.Bytes(value),
            MinimumTickSpacing = 26,
        };
        if (last)
        {
            panel.LabelX($"seconds since {_zero.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture)} UTC");
        }

        if (_catchUp?.CrashedAt is { } crashedAt)
        {
            var down = plot.Add.HorizontalSpan(Seconds(crashedAt), Seconds(_catchUp.BroughtBackAt));
            down.FillStyle.Color = Palette.Shade;
            down.LineStyle.IsVisible = false;
        }

        foreach (var (x, y) in limits)
        {
            var line = plot.Add.Scatter(x, y, Palette.Vermillion);
            (line.LineWidth, line.MarkerSize, line.LinePattern) = (1.6f, 0, LinePattern.DenselyDashed);
        }

        var colors = lines.Select(line => line.Name).Distinct().ToList();
        foreach (var (name, (x, y)) in lines)
        {
            var line = plot.Add.Scatter(x, y, Palette.Series[colors.IndexOf(name) % Palette.Series.Length]);
            (line.LineWidth, line.MarkerSize) = (2.2f, x.Length == 1 ? 5 : 0);
        }

        foreach (var (at, _) in Marks())
        {
            var mark = plot.Add.VerticalLine(at, 1.4f, Palette.Muted, LinePattern.Dotted);
            mark.EnableAutoscale = false;
        }

        panel.Draw(sheet);
        sheet.Write(title, new Pixel(24, panel.Data.Top - 10), 14, Palette.Text, Alignment.LowerLeft, bold: true);
        LegendEntry.DrawRightAligned(
            sheet,
            Legend(colors, limits.Count > 0 && limit <= highest),
            panel.Data.Right,
            panel.Data.Top - 16
        );
        if (place.Top < sheet.Height / 3f)
        {
            NameMarks(sheet, panel);
        }
    }

    private static List<LegendEntry> Legend(List<string> names, bool hasLimit)
    {
        List<LegendEntry> entries =
        [
            .. names.Select(
                (name, index) => new LegendEntry(name, Palette.Series[index % Palette.Series.Length], LinePattern.Solid)
            ),
            .. hasLimit
                ? [new LegendEntry("limit: lost above it", Palette.Vermillion, LinePattern.DenselyDashed)]
                : Array.Empty<LegendEntry>(),
        ];
        return entries.Count > 1 ? entries : [];
    }

    /// <summary>Beside each mark, on whichever side there is room, one below the other.</summary>
    private void NameMarks(Sheet sheet, Panel panel)
    {
        const float Size = 12;
        var marks = Marks().Select(mark => (panel.At(mark.At, 0).X, mark.Name)).ToList();
        for (var row = 0; row < marks.Count; row++)
        {
            var (x, name) = marks[row];
            var end = row + 1 < marks.Count ? marks[row + 1].X : panel.Data.Right;
            var isLeft = x + Sheet.WidthOf(name, Size) + 12 > end;
            sheet.Write(
                name,
                new Pixel(isLeft ? x - 5 : x + 5, panel.Data.Top + 6 + (15 * row)),
                Size,
                Palette.Muted,
                isLeft ? Alignment.UpperRight : Alignment.UpperLeft
            );
        }
    }

    private IEnumerable<(double At, string Name)> Marks()
    {
        if (_catchUp is not { } it)
        {
            yield break;
        }

        if (it.CrashedAt is { } crashedAt)
        {
            yield return (Seconds(crashedAt), "crash");
        }

        yield return (Seconds(it.BroughtBackAt), "brought back");
        yield return (Seconds(it.BroughtBackAt + it.ToStreaming), "streams");
        yield return (Seconds(it.BroughtBackAt + it.ToCaughtUp), "caught up");
    }

    private List<(string Name, (double[] X, double[] Y) Line)> Kept() =>
        [
            .. _slots.SelectMany(slot =>
                Stretches(slot, sample => sample.RetainedBytes).Select(line => (slot.Key, line))
            ),
        ];

    /// <summary>Where the slot is lost: what is kept and what may still be written, as long as both are known.</summary>
    private List<(double[] X, double[] Y)> Limit() =>
        _slots.Count == 1
            ? [.. Stretches(_slots[0], sample => sample.SafeWalSize is { } safe ? sample.RetainedBytes + safe : null)]
            : [];

    private List<(string Name, (double[] X, double[] Y) Line)> Behind(CatchUpResult catchUp) =>
        [
            .. LagSeries
                .Stretches(catchUp.Lag, _zero, sample => sample.LagBytes)
                .Select(line => (catchUp.Node, (line.Seconds, line.Values))),
        ];

    private IEnumerable<(double[] X, double[] Y)> Stretches(
        IEnumerable<ReplicationSlot> samples,
        Func<ReplicationSlot, long?> value
    )
    {
        var stretch = new List<(double At, double Value)>();
        foreach (var sample in samples)
        {
            if (value(sample) is { } known)
            {
                stretch.Add((Seconds(sample.Time), known));
            }
            else if (stretch.Count > 0)
            {
                yield return End();
            }
        }

        if (stretch.Count > 0)
        {
            yield return End();
        }

        (double[], double[]) End()
        {
            var ended = (stretch.Select(point => point.At).ToArray(), stretch.Select(point => point.Value).ToArray());
            stretch.Clear();
            return ended;
        }
    }

    private double Seconds(DateTimeOffset time) => (time - _zero).TotalSeconds;

    private string Title() =>
        _catchUp is { } it
            ? $"{it.Pair}: how {it.Node} caught up"
            : $"{_samples[0].Pair}: WAL that is kept for "
                + (_slots.Count == 1 ? $"the slot {_samples[0].Name}" : $"{_slots.Count} slots");

    private string Summary()
    {
        if (_catchUp is { } it)
        {
            var speed = it.BytesPerSecond is { } rate ? $" at {Units.Bytes(rate)}/s" : "";
            var missing = it.Bytes is { } bytes ? $"{Units.Bytes(bytes)} to receive; " : "";
            return $"{missing}received after {Units.Time(it.ToReceiving)}, streamed after {Units.Time(it.ToStreaming)}, "
                + $"caught up after {Units.Time(it.ToCaughtUp)}{speed}";
        }

        var most = _samples.Max(slot => slot.RetainedBytes);
        var lost = _samples.Where(slot => slot.WalStatus == "lost").Select(slot => slot.Name).Distinct().ToList();
        var limit = Limit().SelectMany(line => line.Y).DefaultIfEmpty(0).Max();
        return (most is { } kept ? $"At most {Units.Bytes(kept)} kept" : "Not known at any moment")
            + (limit > 0 ? $", of {Units.Bytes(limit)} that may be" : "")
            + (lost.Count > 0 ? $"; lost: {string.Join(", ", lost)}" : "");
    }
}
