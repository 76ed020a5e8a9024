using ReplicaShell.Drills;
using ReplicaShell.Replication;
using ReplicaShell.Topology;

namespace ReplicaShell.Plotting.Tests;

public class RetainedWalPlotTests
{
    private const string LineWidth = "2.2";

    [Fact]
    public void What_is_kept_is_a_line_and_a_limit_that_is_near_another()
    {
        var slots = Slots(20, limit: 30_000_000);

        var svg = Drawing.Svg(slots);

        Assert.Single(Drawing.Lines(svg, Drawing.Blue, LineWidth));
        Assert.Contains(Drawing.Vermillion, svg, StringComparison.Ordinal);
        var texts = Drawing.Texts(svg);
        Assert.Equal("lab: WAL that is kept for the slot node2", texts[0]);
        Assert.Equal("At most 19 MB kept, of 30 MB that may be", texts[1]);
        Assert.Contains("limit: lost above it", texts);
    }

    [Fact]
    public void A_limit_that_is_far_away_is_named_and_does_not_press_the_line_to_the_ground()
    {
        var texts = Drawing.Texts(Drawing.Svg(Slots(20, limit: 1_000_000_000)));

        Assert.Equal("At most 19 MB kept, of 1 GB that may be", texts[1]);
        Assert.DoesNotContain("limit: lost above it", texts);
        Assert.Contains("10 MB", texts);
    }

    [Fact]
    public void A_slot_that_is_lost_ends_its_line_and_is_named()
    {
        var slots = Slots(20, limit: null)
            .Select((slot, index) => index < 10 ? slot : slot with { RetainedBytes = null, WalStatus = "lost" })
            .ToList();

        var svg = Drawing.Svg(slots);

        Assert.Equal(10, Assert.Single(Drawing.Lines(svg, Drawing.Blue, LineWidth)).Split('L').Length);
        Assert.Equal("At most 9 MB kept; lost: node2", Drawing.Texts(svg)[1]);
    }

    [Fact]
    public void A_catch_up_shows_what_was_kept_what_was_missing_and_when_it_was_back()
    {
        var texts = Drawing.Texts(Drawing.Svg(CatchUp()));

        Assert.Equal("lab: how node2 caught up", texts[0]);
        Assert.Equal(
            "19 MB to receive; received after 500 ms, streamed after 1 s, caught up after 1.5 s at 19 MB/s",
            texts[1]
        );
        Assert.Contains("WAL that the follower has not replayed", texts);
        Assert.Single(texts, "crash");
        Assert.Single(texts, "caught up");
    }

    [Fact]
    public void A_single_look_at_a_slot_can_be_drawn() =>
        Assert.Contains("At most 0 B kept", Drawing.Texts(Drawing.Svg(Slots(1, limit: null))));

    private static CatchUpResult CatchUp() =>
        new()
        {
            Pair = "lab",
            Node = "node2",
            CrashedAt = Samples.Noon.AddSeconds(1),
            BroughtBackAt = Samples.Noon.AddSeconds(8),
            ToLsn = new Lsn(20_000_000),
            Bytes = 19_000_000,
            ToReceiving = TimeSpan.FromSeconds(0.5),
            ToStreaming = TimeSpan.FromSeconds(1),
            ToCaughtUp = TimeSpan.FromSeconds(1.5),
            BytesPerSecond = 19_000_000,
            Slots = Slots(20, limit: null),
            Lag = [.. Samples.Lag()],
        };

    private static List<ReplicationSlot> Slots(int count, long? limit) =>
        [
            .. Enumerable
                .Range(0, count)
                .Select(index => new ReplicationSlot
                {
                    Time = Samples.Noon.AddSeconds(index / 2.0),
                    Pair = "lab",
                    Node = "node1",
                    Name = "node2",
                    Type = "physical",
                    Active = false,
                    RestartLsn = new Lsn(1),
                    RetainedBytes = index * 1_000_000L,
                    WalStatus = "reserved",
                    SafeWalSize = limit - (index * 1_000_000L),
                    Temporary = false,
                    InvalidationReason = null,
                }),
        ];
}
