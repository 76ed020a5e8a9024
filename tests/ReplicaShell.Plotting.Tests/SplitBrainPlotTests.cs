using ReplicaShell.Topology;

namespace ReplicaShell.Plotting.Tests;

public class SplitBrainPlotTests
{
    private const string TickWidth = "2.2";

    [Fact]
    public void Every_write_is_a_tick_in_the_colour_of_the_side_that_took_it()
    {
        var svg = Drawing.Svg(SplitBrainSamples.Drill());

        Assert.Equal(6, Drawing.Lines(svg, Drawing.Vermillion, TickWidth).Count);
        Assert.Equal(6, Drawing.Lines(svg, Drawing.Blue, TickWidth).Count);
        Assert.Empty(Drawing.Lines(svg, Drawing.Orange, TickWidth));
    }

    [Fact]
    public void It_says_who_led_where_the_histories_part_and_what_cannot_be_merged()
    {
        var texts = Drawing.Texts(Drawing.Svg(SplitBrainSamples.Drill()));

        Assert.Equal("lab: two leaders, node1 and node2 (mode Async)", texts[0]);
        Assert.Equal("node1 acknowledged 3 writes after node2 was promoted; 6 acknowledged writes are lost", texts[1]);
        Assert.Superset(
            new HashSet<string>
            {
                "node1 cut off",
                "node2 promoted",
                "network mended",
                "node1 fenced",
                "node1, timeline 1",
                "node2, timeline 2",
                "parts at 0/3000148",
                "What cannot be merged: 4 rows",
                "2 only on node1",
                "1 different",
                "1 only on node2",
                "1: tax rate 0.25 or 0.05?",
                "7, 8: tax rate 0.25",
            },
            texts.ToHashSet()
        );
    }

    [Fact]
    public void With_a_fence_the_old_leader_ends_before_the_new_one_begins()
    {
        var svg = Drawing.Svg(SplitBrainSamples.Drill(FenceMethod.Stop));
        var texts = Drawing.Texts(svg);

        Assert.Equal("lab: node1 was fenced before node2 led (mode Async)", texts[0]);
        Assert.Contains("node1 fenced (Stop)", texts);
        Assert.Single(Drawing.Lines(svg, Drawing.Vermillion, TickWidth));
        Assert.Single(Drawing.Lines(svg, Drawing.Orange, TickWidth));
    }
}
