namespace ReplicaShell.Plotting.Tests;

public class FailoverDistributionPlotTests
{
    private const string TickWidth = "1.8";

    [Fact]
    public void Every_failover_is_a_tick_and_every_mode_a_row()
    {
        var svg = Drawing.Svg(Samples.Measurement());
        var texts = Drawing.Texts(svg);

        Assert.Equal("8 failovers under load, 4 clients", texts[0]);
        Assert.Equal("median 153 ms; 4 of them lost 86 acknowledged writes", texts[1]);
        Assert.Equal(2, texts.Count(text => text == "Async"));
        Assert.Equal(2, texts.Count(text => text == "Sync"));
        Assert.Superset(
            new HashSet<string> { "detect", "elect", "fence", "promote", "first write" },
            texts.ToHashSet()
        );
        Assert.Contains("153 (138 to 168) ms", texts);
        // The totals of both modes, and the losses of the mode that has some.
        Assert.Equal(8, Drawing.Lines(svg, Drawing.Dark, TickWidth).Count);
        Assert.Equal(4, Drawing.Lines(svg, Drawing.Vermillion, TickWidth).Count);
        Assert.Equal(4, Drawing.Lines(svg, Drawing.Blue, TickWidth).Count);
    }

    [Fact]
    public void Nothing_lost_has_nothing_red()
    {
        var sample = Samples.Measurement();
        using var picture = Drawing.Png(sample with { Groups = [sample.Groups[1]] });

        Assert.Equal(0, Drawing.Count(picture, Drawing.Vermillion));
    }
}
