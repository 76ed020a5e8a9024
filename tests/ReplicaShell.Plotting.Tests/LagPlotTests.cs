using ReplicaShell.Topology;

namespace ReplicaShell.Plotting.Tests;

public class LagPlotTests
{
    private const string LineWidth = "2.2";

    [Fact]
    public void What_is_not_known_is_a_gap_in_the_line_not_a_zero()
    {
        var svg = Drawing.Svg(Samples.Lag().Select(sample => sample with { ReplayLag = null, HeartbeatLag = null }));

        var stretches = Drawing.Lines(svg, Drawing.Blue, LineWidth);

        Assert.Equal(2, stretches.Count);
        // Known for 40 samples, unknown for 8, known for 52: that many points.
        Assert.Equal([40, 52], stretches.Select(path => path.Split('L').Length));
    }

    [Fact]
    public void Its_words_name_the_follower_the_worst_the_units_and_the_outage()
    {
        var texts = Drawing.Texts(Drawing.Svg(Samples.Lag()));

        Assert.Equal("lab: how far node2 is behind the leader", texts[0]);
        Assert.Equal(
            "At worst 12 MB not yet replayed, 1.08 s of replay lag, 2.46 s since the last heartbeat; "
                + "not known in 8 of 100 samples",
            texts[1]
        );
        Assert.Equal(2, texts.Count(text => text == "disconnected"));
        Assert.Contains("10 MB", texts);
        Assert.Contains("2 s", texts);
        Assert.Contains("seconds since 12:00:00 UTC", texts);
        Assert.Contains("age of the heartbeat", texts);
    }

    [Fact]
    public void Several_followers_have_a_legend_and_one_without_times_has_none()
    {
        var several = Drawing.Texts(Drawing.Svg(Samples.Lag().Concat(Samples.Lag("node3", 0.4))));
        var bytesOnly = Drawing.Texts(
            Drawing.Svg(Samples.Lag().Select(sample => sample with { ReplayLag = null, HeartbeatLag = null }))
        );

        Assert.Equal("lab: how far 2 followers are behind the leader", several[0]);
        Assert.Contains("node2", several);
        Assert.Contains("node3", several);
        Assert.DoesNotContain("node2", bytesOnly);
        Assert.DoesNotContain("Time behind", bytesOnly);
    }

    [Fact]
    public void A_single_sample_and_one_of_which_nothing_is_known_can_be_drawn()
    {
        using var single = Drawing.Png(Samples.Lag().Take(1), 600, 360);
        var unknown = Samples
            .Lag()
            .Take(3)
            .Select(sample =>
                sample with
                {
                    LagBytes = null,
                    ReplayLag = null,
                    HeartbeatLag = null,
                    State = LagState.Unknown,
                }
            );

        Assert.True(Drawing.Count(single, Drawing.Blue) > 20);
        Assert.Contains("Not known at any moment", Drawing.Texts(Drawing.Svg(unknown)));
    }

    [Fact]
    public void An_outage_lasts_until_the_follower_follows_again()
    {
        var outage = Assert.Single(Outage.Of(Samples.Lag(), Samples.Noon));

        Assert.Equal(LagState.Disconnected, outage.State);
        Assert.Equal((3.0, 6.0), (outage.From, outage.To));
    }
}
