using ReplicaShell.Failover.Switchover;
using ReplicaShell.Topology;

namespace ReplicaShell.Plotting.Tests;

public class SwitchPlotTests
{
    private static readonly SwitchResult Change = new()
    {
        Pair = "lab",
        OldLeader = "node1",
        NewLeader = "node3",
        OldTimeline = 1,
        NewTimeline = 2,
        Mode = ReplicationMode.SemiSync,
        StartedAt = DateTimeOffset.UnixEpoch,
        Phases =
        [
            Phase("Prepare", 0, 60),
            Phase("Stop", 60, 110),
            Phase("Verify", 170, 12),
            Phase("Promote", 182, 25),
            Phase("FirstWrite", 207, 18),
            Phase("Rejoin", 207, 400),
        ],
        LastWriteBefore = TimeSpan.FromMilliseconds(65),
        FirstWriteAfter = TimeSpan.FromMilliseconds(225),
        Acknowledged = 40,
        Unknown = 1,
        Total = TimeSpan.FromMilliseconds(607),
        Streaming = ["node1", "node2"],
    };

    [Fact]
    public void It_says_who_hands_over_to_whom_how_long_nobody_could_write_and_what_took_the_time()
    {
        var texts = Drawing.Texts(Drawing.Svg(Change));

        Assert.Equal("lab: node1 handed over to node3 (mode SemiSync)", texts[0]);
        Assert.Equal("No write was acknowledged for 160 ms (shaded); 40 acknowledged, 1 unknown", texts[1]);
        Assert.Superset(
            new HashSet<string>
            {
                "The switchover, phase by phase: 607 ms",
                "milliseconds since the switchover began",
                "prepare",
                "stop",
                "verify",
                "promote",
                "first write",
                "rejoin",
                "110 ms",
                "400 ms",
            },
            texts.ToHashSet()
        );
    }

    [Fact]
    public void The_time_without_a_write_is_shaded_to_the_end_when_none_came_again()
    {
        using var brief = Drawing.Png(Change);
        using var lasting = Drawing.Png(Change with { FirstWriteAfter = null });

        var (less, more) = (Drawing.Count(brief, Drawing.Shade), Drawing.Count(lasting, Drawing.Shade));
        Assert.InRange(less, 10_000, more / 2);
        Assert.Contains(
            "No write was acknowledged after it; 40 acknowledged, 1 unknown",
            Drawing.Texts(Drawing.Svg(Change with { FirstWriteAfter = null }))
        );
    }

    private static SwitchPhase Phase(string name, int begin, int length) =>
        new(name, TimeSpan.FromMilliseconds(begin), TimeSpan.FromMilliseconds(length));
}
