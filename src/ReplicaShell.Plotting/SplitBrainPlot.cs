using ReplicaShell.Drills.SplitBrain;
using ReplicaShell.History;
using ScottPlot;
using SkiaSharp;

namespace ReplicaShell.Plotting;

/// <summary>
/// A split brain: one history that becomes two, every write as a tick on the side that took it, and below the rows that the
/// two sides do not have alike.
/// </summary>
internal sealed class SplitBrainPlot(SplitBrainResult result) : IPicture
{
    private const float TextSize = 13;
    private const float LeftPadding = 150;
    private const float RightPadding = 36;
    private const float Stroke = 5;
    private const double Old = 1;
    private const double New = 0;

    /// <summary>Where the common history runs.</summary>
    private const double Trunk = 0.5;

    /// <summary>What comes later than that, in lengths of the rest, is named at the edge instead of squeezing the rest.</summary>
    private const double LongestEpilogue = 0.3;

    private static readonly Color OldColor = Palette.Vermillion;
    private static readonly Color NewColor = Palette.Blue;

    /// <inheritdoc/>
    public string Description => $"{Title}. {Subtitle}.";

    /// <inheritdoc/>
    public int SuitableHeight => 560;

    private string Title =>
        result.AcceptedAfterPromotion > 0
            ? $"{result.Pair}: two leaders, {result.OldLeader} and {result.NewLeader} (mode {result.Mode})"
            : $"{result.Pair}: {result.OldLeader} was fenced before {result.NewLeader} led (mode {result.Mode})";

    private string Subtitle =>
        $"{result.OldLeader} acknowledged {Units.Count(result.AcceptedAfterPromotion)} writes after "
        + $"{result.NewLeader} was promoted; {Units.Count(result.Verdict.Lost)} acknowledged writes are lost";

    /// <summary>When the old leader was kept from writing; null when only the drill's end did that.</summary>
    private DateTimeOffset? FencedFirst =>
        result.AcceptedAfterPromotion == 0 && result.Fence is not null
            ? result.Failover.StartedAt + result.Failover.Detect + result.Failover.Elect + result.Failover.Fence
            : null;

    /// <inheritdoc/>
    public void Draw(Sheet sheet)
    {
        var well = result.AcceptedAfterPromotion == 0;
        var top = sheet.Head(Title, Subtitle, well ? Palette.Blue : Palette.Vermillion);
        var middle = top + ((sheet.Height - top) * 0.72f);
        DrawTimelines(sheet, new PixelRect(0, sheet.Width, middle, top));
        DivergedRowsBar.Draw(sheet, new PixelRect(0, sheet.Width, sheet.Height, middle), result);
    }

    private void DrawTimelines(Sheet sheet, PixelRect place)
    {
        var writes = result.History.ToList();
        var last = writes.Count == 0 ? 0.1 : writes.Max(write => Second(write.Completed));
        last = Math.Max(last, Second(result.HealedAt));
        var end = Math.Min(Second(result.FencedAt), last * (1 + LongestEpilogue));
        var (from, to) = (-0.09 * end, end * 1.03);
        var moments = Moments(end);
        var perSecond = (sheet.Width - LeftPadding - RightPadding) / (to - from);
        var labels = MomentLayout.Arrange(
            [
                .. moments.Select(moment =>
                    (
                        LeftPadding + (float)((moment.Second - from) * perSecond),
                        Sheet.WidthOf(moment.Name, TextSize, bold: true)
                    )
                ),
            ],
            LeftPadding,
            sheet.Width - 8
        );
        var head = ((labels.Max(label => label.Row) + 1) * MomentLayout.RowHeight) + 8;
        using var panel = new Panel(place, new PixelPadding(LeftPadding, RightPadding, 46, head));
        panel.NameRows(["", ""]);
        panel.LabelX($"seconds since {result.OldLeader} was cut off from {result.NewLeader}");
        panel.Plot.Axes.SetLimitsX(from, to);
        panel.Draw(sheet);
        DrawMoments(sheet, panel, moments, labels);
        DrawBranches(sheet, panel, from, end);
        DrawTicks(sheet, panel, writes);
        Name(sheet, panel, Old, result.OldLeader, $"timeline {result.OldTimeline}", OldColor);
        Name(sheet, panel, New, result.NewLeader, $"timeline {result.NewTimeline}", NewColor);
    }

    private List<Moment> Moments(double end)
    {
        List<Moment> moments = [new Moment(0, $"{result.OldLeader} cut off", Palette.Muted, Dashed: true)];
        if (FencedFirst is { } fenced)
        {
            moments.Add(new Moment(Second(fenced), $"{result.OldLeader} fenced ({result.Fence})", Palette.Text));
        }

        moments.Add(new Moment(Second(result.PromotedAt), $"{result.NewLeader} promoted", Palette.Green));
        moments.Add(new Moment(Second(result.HealedAt), "network mended", Palette.Muted, Dashed: true));
        if (FencedFirst is null)
        {
            moments.Add(new Moment(Math.Min(end, Second(result.FencedAt)), $"{result.OldLeader} fenced", Palette.Text));
        }

        return moments;
    }

    private static void DrawMoments(Sheet sheet, Panel panel, List<Moment> moments, MomentLabel[] labels)
    {
        foreach (var (moment, label) in moments.Zip(labels))
        {
            var y = panel.Data.Top - (MomentLayout.RowHeight * label.Row) - 6;
            var pattern = moment.Dashed ? LinePattern.Dashed : LinePattern.Solid;
            sheet.Line(new Pixel(label.X, y - 12), new Pixel(label.X, panel.Data.Bottom), moment.Color, 1.5f, pattern);
            sheet.Write(moment.Name, new Pixel(label.Left, y), TextSize, moment.Color, Alignment.LowerLeft, bold: true);
        }
    }

    /// <summary>The trunk, and the two branches that grow out of it at the cut.</summary>
    private void DrawBranches(Sheet sheet, Panel panel, double from, double end)
    {
        var bend = end * 0.07;
        var promoted = Math.Max(Second(result.PromotedAt), bend);
        var stopped = FencedFirst is { } fenced
            ? Math.Max(Second(fenced), bend)
            : Math.Min(end, Second(result.FencedAt));
        Curve(sheet, panel.At(0, Trunk), panel.At(bend, Old), OldColor, dashed: false);
        Curve(sheet, panel.At(0, Trunk), panel.At(bend, New), Palette.Unused, dashed: true);
        sheet.Line(panel.At(from, Trunk), panel.At(0, Trunk), Palette.Text, Stroke);
        sheet.Line(panel.At(bend, Old), panel.At(stopped, Old), OldColor, Stroke);
        sheet.Line(panel.At(bend, New), panel.At(promoted, New), Palette.Unused, 2, LinePattern.Dashed);
        sheet.Line(panel.At(promoted, New), panel.At(end, New), NewColor, Stroke);
        var cross = panel.At(stopped, Old);
        foreach (var slope in new[] { -1, 1 })
        {
            sheet.Line(
                new Pixel(cross.X - 8, cross.Y - (8 * slope)),
                new Pixel(cross.X + 8, cross.Y + (8 * slope)),
                Palette.Text,
                3
            );
        }
    }

    private void DrawTicks(Sheet sheet, Panel panel, List<Operation> writes)
    {
        foreach (var write in writes)
        {
            var isOld = write.Node == result.OldLeader;
            var (color, half) = write.Outcome switch
            {
                Outcome.Ok => (isOld ? OldColor : NewColor, 0.24),
                Outcome.Unknown => (Palette.Orange, 0.24),
                _ => (Palette.Unused, 0.11),
            };
            var (second, row) = (Second(write.Completed), isOld ? Old : New);
            sheet.Line(panel.At(second, row + half), panel.At(second, row - half), color, 2.2f);
        }
    }

    private void Name(Sheet sheet, Panel panel, double row, string node, string timeline, Color color)
    {
        var (x, y) = (24f, panel.At(0, row).Y);
        var room = LeftPadding - 32;
        var taken = result.History.Where(write => write.Node == node).ToList();
        var acknowledged = taken.Count(write => write.Outcome == Outcome.Ok);
        var others = taken.Count - acknowledged;
        sheet.Write($"{node}, {timeline}", new Pixel(x, y - 12), 14, color, Alignment.MiddleLeft, bold: true, room);
        sheet.Write(
            $"{Units.Count(acknowledged)} acknowledged",
            new Pixel(x, y + 7),
            TextSize,
            Palette.Text,
            Alignment.MiddleLeft,
            room: room
        );
        if (others > 0)
        {
            sheet.Write(
                $"{Units.Count(others)} not",
                new Pixel(x, y + 25),
                TextSize,
                Palette.Muted,
                Alignment.MiddleLeft,
                room: room
            );
        }
    }

    /// <summary>A smooth way from one height to another.</summary>
    private static void Curve(Sheet sheet, Pixel from, Pixel to, Color color, bool dashed)
    {
        using var path = new SKPath();
        var half = (from.X + to.X) / 2;
        path.MoveTo(from.X, from.Y);
        path.CubicTo(half, from.Y, half, to.Y, to.X, to.Y);
        using var dashes = dashed ? SKPathEffect.CreateDash([6, 5], 0) : null;
        using var paint = new SKPaint
        {
            Color = color.ToSKColor(),
            IsAntialias = true,
            Style = SKPaintStyle.Stroke,
            StrokeWidth = dashed ? 2 : Stroke,
            PathEffect = dashes,
        };
        sheet.Canvas.DrawPath(path, paint);
    }

    private double Second(DateTimeOffset moment) => (moment - result.CutAt).TotalSeconds;

    private double Second(TimeSpan elapsed) => Second(result.History.TimeOf(elapsed));
}
