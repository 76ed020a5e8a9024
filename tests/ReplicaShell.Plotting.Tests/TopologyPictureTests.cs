using ReplicaShell.Topology;

namespace ReplicaShell.Plotting.Tests;

public class TopologyPictureTests
{
    [Fact]
    public void It_names_every_node_with_what_it_does_and_how_far_it_is_behind()
    {
        var texts = Drawing.Texts(Drawing.Svg(Samples.Pair(followers: 2)));

        Assert.Equal("lab: node1 leads 2 followers", texts[0]);
        Assert.Equal("Ready, mode Async, timeline 1, PostgreSQL 15.18, engine Local", texts[1]);
        Assert.Superset(
            new HashSet<string>
            {
                "node1",
                "leader, running",
                "127.0.0.1:5433",
                "LSN 0/3000148 on timeline 1",
                "node2",
                "follower, running",
                "0 B behind",
                "node3",
            },
            texts.ToHashSet()
        );
    }

    [Fact]
    public void What_does_not_flow_is_dashed_and_an_unknown_lag_is_no_zero()
    {
        var flowing = Drawing.Svg(Samples.Pair(followers: 1));
        var cut = Drawing.Svg(Samples.Pair(followers: 1, NodeState.Disconnected));

        Assert.Equal(0, Dashes(flowing));
        Assert.InRange(Dashes(cut), 10, 100);
        Assert.Contains("lag not known", Drawing.Texts(cut));
        Assert.DoesNotContain("0 B behind", Drawing.Texts(cut));
    }

    [Fact]
    public void A_pair_without_a_leader_has_no_arrows()
    {
        var pair = Samples.Pair(followers: 1) with { Leader = null, State = PairState.NoLeader, Timeline = null };
        var texts = Drawing.Texts(
            Drawing.Svg(pair with { Nodes = [.. pair.Nodes.Select(node => node with { Role = NodeRole.None })] })
        );

        Assert.Equal("lab: no node leads", texts[0]);
        Assert.DoesNotContain(texts, text => text.Contains("behind", StringComparison.Ordinal));
    }

    [Fact]
    public void Sixteen_followers_fit()
    {
        var pair = Samples.Pair(followers: 16);
        var texts = Drawing.Texts(Drawing.Svg(pair));

        Assert.All(pair.Nodes, node => Assert.Contains(node.Node, texts));
    }

    [Fact]
    public void For_those_who_cannot_see_it_it_is_described()
    {
        var picture = InlinePicture.Of(Samples.Pair(followers: 1, NodeState.Crashed))!;

        Assert.Equal(
            "lab: node1 leads node2. Degraded, mode Async, timeline 1, PostgreSQL 15.18, engine Local. "
                + "node1: Leader, Running. node2: Follower, Crashed, lag not known.",
            picture.Description
        );
    }

    /// <summary>How many pieces the picture's most broken line has; Skia draws each as a shape of its own.</summary>
    private static int Dashes(string svg) =>
        svg.Split("<path").Max(path => path.Split("/>")[0].Count(letter => letter == 'M') - 1);
}
