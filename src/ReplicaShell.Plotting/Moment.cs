using ScottPlot;

namespace ReplicaShell.Plotting;

/// <summary>A moment of a failover that has a name.</summary>
/// <param name="Second">When, in seconds from the zero of the time axis.</param>
/// <param name="Name">What happened.</param>
/// <param name="Color">Its colour.</param>
/// <param name="Dashed">Whether its line is dashed.</param>
internal sealed record Moment(double Second, string Name, Color Color, bool Dashed = false)
{
    /// <summary>A cut that lies further back, in lengths of all the rest, is named at the edge instead of squeezing the rest.</summary>
    private const double LongestPrelude = 1.5;

    /// <summary>The moments of a failover in order.</summary>
    /// <param name="story">The failover.</param>
    /// <param name="firstWrite">When the outcome of the first write was known.</param>
    /// <param name="lastWrite">When that of the last was.</param>
    public static List<Moment> Of(FailoverStory story, double firstWrite, double lastWrite)
    {
        var (oldLeader, newLeader) = (story.Failover.OldLeader, story.Failover.NewLeader);
        List<Moment> moments =
        [
            story.CrashedAt is null
                ? new Moment(0, "failover begins", Palette.Text)
                : new Moment(0, $"{oldLeader} crashes", Palette.Text),
            new Moment(story.Second(story.PromotedAt), $"{newLeader} promoted", Palette.Green),
            new Moment(story.Second(story.RecoveredAt), "first write acknowledged", Palette.Green, Dashed: true),
        ];
        if (story.CutAt is { } cutAt)
        {
            var from = Math.Min(0, firstWrite);
            var length = Math.Max(story.Second(story.RecoveredAt), lastWrite) - from;
            var earlier = from - story.Second(cutAt);
            moments.Insert(
                0,
                earlier <= length * LongestPrelude
                    ? new Moment(story.Second(cutAt), $"{oldLeader} cut off", Palette.Muted, Dashed: true)
                    : new Moment(
                        from - (length * 0.03),
                        $"{oldLeader} cut off {Units.Time(TimeSpan.FromSeconds(earlier))} earlier",
                        Palette.Muted,
                        Dashed: true
                    )
            );
        }

        return moments;
    }
}
