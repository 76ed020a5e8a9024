using ReplicaShell.Checkers;

namespace ReplicaShell.Plotting.Tests;

public class FailoverTimelinePlotTests
{
    private const string TickWidth = "2.2";

    [Fact]
    public void Every_write_of_a_drill_is_a_tick_in_the_colour_of_its_fate()
    {
        var svg = Drawing.Svg(Samples.Drill(written: 20, unknown: 1, failed: 2));

        Assert.Equal(5, Drawing.Lines(svg, Drawing.Blue, TickWidth).Count);
        Assert.Equal(20, Drawing.Lines(svg, Drawing.Vermillion, TickWidth).Count);
        Assert.Single(Drawing.Lines(svg, Drawing.Orange, TickWidth));
    }

    [Fact]
    public void It_says_what_happened_and_what_it_cost()
    {
        var texts = Drawing.Texts(Drawing.Svg(Samples.Drill()));

        Assert.Equal("lab: node1 crashed, node2 took over (mode Async)", texts[0]);
        Assert.Equal("25 acknowledged, 20 lost, 1 unknown, 2 failed; no leader for 181 ms", texts[1]);
        Assert.Superset(
            new HashSet<string>
            {
                "5 kept",
                "20 lost",
                "1 unknown",
                "2 failed",
                "node1 cut off",
                "node1 crashes",
                "node2 promoted",
                "first write acknowledged",
                "seconds from the crash of node1",
                "The failover, phase by phase: 169 ms",
                "detect",
                "1.2 ms",
                "elect",
                "6.8 ms",
                "fence",
                "24 ms",
                "promote",
                "131 ms",
                "first write",
                "5.5 ms",
            },
            texts.ToHashSet()
        );
    }

    [Fact]
    public void The_counterexample_is_marked_at_its_tick()
    {
        var drill = Samples.Drill();
        var svg = Drawing.Svg(drill);

        Assert.Contains("key 22 of client 0, acknowledged by node1 at 12:00:00.720, is gone", Drawing.Texts(svg));
        // The arrow points at the first of the lost ticks.
        var tick = Middle(Drawing.Lines(svg, Drawing.Vermillion, TickWidth)[0]);
        var arrow = Drawing.Lines(svg, Drawing.Dark, "1.2");
        Assert.NotEmpty(arrow);
        Assert.All(arrow, line => Assert.Equal(tick, Middle(line), 0.1));
        Assert.DoesNotContain(Drawing.Texts(Drawing.Svg(Samples.Drill(written: 0))), text => text.Contains("gone"));
    }

    [Fact]
    public void What_is_lost_can_be_seen_in_pixels_and_nothing_lost_has_none()
    {
        using var lost = Drawing.Png(Samples.Drill());
        using var kept = Drawing.Png(Samples.Drill(written: 0, unknown: 0, failed: 0));

        Assert.Equal((2000, 1200), (lost.Width, lost.Height));
        Assert.True(Drawing.Count(lost, Drawing.Vermillion) > 2000);
        Assert.Equal(0, Drawing.Count(kept, Drawing.Vermillion));
        Assert.True(Drawing.Count(kept, Drawing.Blue) > 500);
    }

    [Fact]
    public void A_cut_long_ago_is_named_at_the_edge_and_does_not_squeeze_the_rest()
    {
        var svg = Drawing.Svg(Samples.Drill(cutBefore: 30));

        Assert.Contains("node1 cut off 29.55 s earlier", Drawing.Texts(svg));
        Assert.Equal(20, Drawing.Lines(svg, Drawing.Vermillion, TickWidth).Count);
    }

    [Fact]
    public void A_workload_through_a_failover_is_drawn_with_its_verdict()
    {
        var failover = Samples.Failover(Samples.Noon.AddSeconds(2), 2300);
        var workload = Samples.Workload(failover.StartedAt, failover.Total);
        var present = Enumerable.Range(1, 100_000).Where(key => key is < 1200 or > 1240);
        var verdict = LostWritesChecker.Check(workload.History, present);

        var texts = Drawing.Texts(Drawing.Svg(new object[] { failover, workload, verdict }));

        Assert.Equal("lab: node2 took over from node1", texts[0]);
        Assert.Contains("41 lost", texts);
        Assert.Contains("4 unknown", texts);
        Assert.Contains("seconds since the failover began", texts);
    }

    [Fact]
    public void Where_nobody_checked_nothing_is_said_of_losses()
    {
        var failover = Samples.Failover(Samples.Noon.AddSeconds(2), 2300);
        var workload = Samples.Workload(failover.StartedAt, failover.Total);

        var texts = Drawing.Texts(Drawing.Svg(new object[] { failover, workload }));

        Assert.DoesNotContain(texts, text => text.Contains("lost") || text.Contains("kept"));
        Assert.Contains(texts, text => text.EndsWith(" ok", StringComparison.Ordinal));
    }

    [Fact]
    public void A_failover_alone_is_its_phases()
    {
        var texts = Drawing.Texts(Drawing.Svg(Samples.Failover(Samples.Noon)));

        Assert.Equal("No leader for 169 ms", texts[1]);
        Assert.Contains("131 ms", texts);
        Assert.DoesNotContain(texts, text => text.Contains("kept"));
    }

    [Fact]
    public void A_million_writes_take_a_bounded_picture()
    {
        var failover = Samples.Failover(Samples.Noon.AddSeconds(2), 300);
        var workload = Samples.Workload(failover.StartedAt, failover.Total, clients: 1000);
        Assert.True(workload.Operations > 500_000, $"{workload.Operations}");

        var svg = Drawing.Svg(new object[] { failover, workload });

        Assert.True(svg.Length < 2_000_000, $"{svg.Length}");
    }

    /// <summary>The middle of a line, from the left.</summary>
    private static double Middle(string path)
    {
        var numbers = path.Split([' ', 'M', 'L', ','], StringSplitOptions.RemoveEmptyEntries)
            .Select(number => double.Parse(number, System.Globalization.CultureInfo.InvariantCulture))
            .ToList();
        return (numbers[0] + numbers[2]) / 2;
    }
}
