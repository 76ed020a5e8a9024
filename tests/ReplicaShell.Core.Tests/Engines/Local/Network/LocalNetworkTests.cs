using ReplicaShell.Engines;
using ReplicaShell.Engines.Local.Files;
using ReplicaShell.Engines.Local.Network;
using ReplicaShell.Link.Contract;
using ReplicaShell.Topology;

namespace ReplicaShell.Core.Tests.Engines.Local.Network;

/// <summary>What the link is told, from the plan of a pair of three.</summary>
public sealed class LocalNetworkTests
{
    private static readonly PairDefinition Pair = new()
    {
        Name = "lab",
        Engine = EngineKind.Local,
        CreatedAt = DateTimeOffset.UnixEpoch,
        PostgresVersion = "15.18",
        Leader = "node1",
        Nodes = [Node(1), Node(2), Node(3)],
    };

    [Fact]
    public void Every_node_has_a_way_to_its_upstream_and_one_for_clients()
    {
        var configuration = Configure([]);
        Assert.Equal(("lab", 7000, "token"), (configuration.Pair, configuration.ControlPort, configuration.Token));
        Assert.Equal(
            ["client-node1", "client-node2", "client-node3", "upstream-node1", "upstream-node2", "upstream-node3"],
            configuration.Routes.Select(route => route.Name).Order()
        );
        Assert.Equal((2002, 1001), Ports(configuration, "upstream-node2"));
        Assert.Equal((3003, 1003), Ports(configuration, "client-node3"));
        Assert.All(
            configuration.Routes,
            route =>
                Assert.Equal(
                    (LinkCut.None, 0d, 0d, 0L),
                    (route.Cut, route.DelayMilliseconds, route.JitterMilliseconds, route.BytesPerSecond)
                )
        );
    }

    [Fact]
    public void The_leaders_own_way_leads_nowhere() => Assert.Equal((2001, 0), Ports(Configure([]), "upstream-node1"));

    [Fact]
    public void A_leader_that_is_cut_off_is_cut_off_from_all_but_its_clients()
    {
        var configuration = Configure(new() { ["node1"] = new NodeNetwork { Cut = NetworkCut.Silent } });
        Assert.Equal(LinkCut.Silent, Route(configuration, "upstream-node2").Cut);
        Assert.Equal(LinkCut.Silent, Route(configuration, "upstream-node3").Cut);
        Assert.Equal(LinkCut.None, Route(configuration, "client-node1").Cut);
        Assert.Equal(LinkCut.None, Route(configuration, "client-node2").Cut);
    }

    [Fact]
    public void A_follower_that_is_cut_off_leaves_the_others_alone()
    {
        var configuration = Configure(new() { ["node2"] = new NodeNetwork { Cut = NetworkCut.Reset } });
        Assert.Equal(LinkCut.Reset, Route(configuration, "upstream-node2").Cut);
        Assert.Equal(LinkCut.None, Route(configuration, "upstream-node3").Cut);
    }

    [Fact]
    public void A_way_is_as_slow_as_both_ends_together_and_as_narrow_as_the_narrower()
    {
        var configuration = Configure(
            new()
            {
                ["node1"] = Slow(delay: 10, jitter: 1, bytes: 5000),
                ["node2"] = Slow(delay: 20, jitter: 2, bytes: 900),
            }
        );
        Assert.Equal((30d, 3d, 900L), Conditions(configuration, "upstream-node2"));
        Assert.Equal((10d, 1d, 5000L), Conditions(configuration, "upstream-node3"));
        Assert.Equal((20d, 2d, 900L), Conditions(configuration, "client-node2"));
    }

    [Fact]
    public void A_way_that_only_its_far_end_narrows_is_that_narrow()
    {
        var configuration = Configure(new() { ["node3"] = Slow(0, 0, 700) });
        Assert.Equal((0d, 0d, 700L), Conditions(configuration, "upstream-node3"));
    }

    [Fact]
    public void A_way_whose_upstream_has_gone_leads_nowhere()
    {
        var plan = Plan([]) with { Upstreams = new Dictionary<string, string> { ["node2"] = "node9" } };
        Assert.Equal(
            (2002, 0),
            Ports(new LocalNetwork(new LocalLayout("/home"), Pair).Configuration(plan), "upstream-node2")
        );
    }

    private static NodeDefinition Node(int number) =>
        new()
        {
            Name = $"node{number}",
            Port = 1000 + number,
            UpstreamPort = 2000 + number,
            ClientPort = 3000 + number,
        };

    private static NodeNetwork Slow(int delay, int jitter, long bytes) =>
        new()
        {
            Delay = TimeSpan.FromMilliseconds(delay),
            Jitter = TimeSpan.FromMilliseconds(jitter),
            BytesPerSecond = bytes,
        };

    private static NetworkPlan Plan(Dictionary<string, NodeNetwork> networks) =>
        new()
        {
            ControlPort = 7000,
            Token = "token",
            Upstreams = new Dictionary<string, string> { ["node2"] = "node1", ["node3"] = "node1" },
            Networks = networks,
        };

    private static LinkConfiguration Configure(Dictionary<string, NodeNetwork> networks) =>
        new LocalNetwork(new LocalLayout("/home"), Pair).Configuration(Plan(networks));

    private static LinkRoute Route(LinkConfiguration configuration, string name) =>
        configuration.Routes.Single(route => route.Name == name);

    private static (int Listen, int Target) Ports(LinkConfiguration configuration, string name) =>
        (Route(configuration, name).ListenPort, Route(configuration, name).TargetPort);

    private static (double, double, long) Conditions(LinkConfiguration configuration, string name)
    {
        var route = Route(configuration, name);
        return (route.DelayMilliseconds, route.JitterMilliseconds, route.BytesPerSecond);
    }
}
