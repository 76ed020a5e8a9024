using ScottPlot;

namespace ReplicaShell.Plotting;

/// <summary>The upper panel of a failover: a lane for each fate, a tick for each write, a line for each moment.</summary>
internal sealed class WriteLanes(FailoverStory story, IReadOnlyList<(double Second, WriteFate Fate)> writes)
{
    private const float TextSize = 13;
    private const float LeftPadding = 130;
    private const float RightPadding = 36;
    private const double HalfHeight = 0.36;

    /// <summary>Ticks nearer than this to the one before are the same ink; a million writes need not be a million lines.</summary>
    private const float LeastDistance = 0.2f;

    private static readonly (WriteFate Fate, string Name, Color Color)[] Lanes =
    [
        (WriteFate.Kept, "kept", Palette.Blue),
        (WriteFate.Lost, "lost", Palette.Vermillion),
        (WriteFate.Unknown, "unknown", Palette.Orange),
        (WriteFate.Failed, "failed", Palette.Muted),
    ];

    /// <summary>Nobody can say what is lost where nobody looked.</summary>
    private readonly (WriteFate Fate, string Name, Color Color)[] _lanes = story.Verdict is null
        ? [(WriteFate.Kept, "ok", Palette.Blue), .. Lanes.Where(lane => lane.Fate > WriteFate.Lost)]
        : Lanes;

    /// <summary>Draws it.</summary>
    public void Draw(Sheet sheet, PixelRect place)
    {
        var moments = Moment.Of(story, writes.Min(write => write.Second), writes.Max(write => write.Second));
        var from = Math.Min(writes.Min(write => write.Second), moments.Min(moment => moment.Second));
        var to = Math.Max(writes.Max(write => write.Second), moments.Max(moment => moment.Second));
        var margin = (to - from) * 0.02;
        (from, to) = (from - margin, to + margin);

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
        panel.NameRows([.. _lanes.Select(_ => "")]);
        panel.LabelX(
            story.CrashedAt is null
                ? "seconds since the failover began"
                : $"seconds from the crash of {story.Failover.OldLeader}"
        );
        panel.Plot.Axes.SetLimitsX(from, to);
        var outage = panel.Plot.Add.HorizontalSpan(0, story.Second(story.RecoveredAt));
        outage.FillStyle.Color = Palette.Shade;
        outage.LineStyle.IsVisible = false;
        panel.Draw(sheet);

        DrawMoments(sheet, panel, moments, labels);
        for (var lane = 0; lane < _lanes.Length; lane++)
        {
            DrawLane(sheet, panel, _lanes.Length - 1 - lane, _lanes[lane]);
        }

        if (story.Counterexample is { } proof)
        {
            var lane = _lanes.Length - 1 - Array.FindIndex(_lanes, lane => lane.Fate == WriteFate.Lost);
            proof.Draw(sheet, panel.At(proof.Second, lane - HalfHeight), panel.Data);
        }
    }

    private static void DrawMoments(Sheet sheet, Panel panel, List<Moment> moments, MomentLabel[] labels)
    {
        foreach (var (moment, label) in moments.Zip(labels))
        {
            var y = panel.Data.Top - (MomentLayout.RowHeight * label.Row) - 6;
            var pattern = moment.Dashed ? LinePattern.Dashed : LinePattern.Solid;
            var top = new Pixel(label.X, y - 12);
            sheet.Line(top, new Pixel(label.X, panel.Data.Bottom), moment.Color, 2, pattern);
            sheet.Write(moment.Name, new Pixel(label.Left, y), TextSize, moment.Color, Alignment.LowerLeft, bold: true);
        }
    }

    private void DrawLane(Sheet sheet, Panel panel, int lane, (WriteFate Fate, string Name, Color Color) what)
    {
        var (fate, name, color) = what;
        var seconds = writes.Where(write => write.Fate == fate).Select(write => write.Second).Order().ToList();
        var width = seconds.Count > 200 ? 1.4f : 2.2f;
        var (top, bottom) = (panel.At(0, lane + HalfHeight).Y, panel.At(0, lane - HalfHeight).Y);
        var last = float.NegativeInfinity;
        foreach (var second in seconds)
        {
            var x = panel.At(second, lane).X;
            if (x - last >= LeastDistance)
            {
                last = x;
                sheet.Line(new Pixel(x, top), new Pixel(x, bottom), color, width);
            }
        }

        sheet.Write(
            $"{Units.Count(seconds.Count)} {name}",
            new Pixel(24, (top + bottom) / 2),
            14,
            seconds.Count == 0 ? Palette.Unused : color,
            Alignment.MiddleLeft,
            bold: seconds.Count > 0,
            room: LeftPadding - 32
        );
    }
}
