using ReplicaShell.Commands.Tests.Engine;
using ReplicaShell.Topology;

namespace ReplicaShell.Commands.Tests.Infrastructure;

/// <summary>A pair has a Name and no Pair; a node has Pair, Node and a Name that is its own: none may be mistaken.</summary>
[Collection(nameof(EngineCollection))]
public sealed class PairBindingTests(EngineFixture engine)
{
    private static readonly ReplicaNode s_node = new()
    {
        Pair = "shop",
        Node = "node2",
        Role = NodeRole.Follower,
        State = NodeState.Running,
        Host = "127.0.0.1",
        Port = 5433,
    };

    private static readonly ReplicaPair s_pair = new()
    {
        Name = "shop",
        Engine = EngineKind.Local,
        Topology = PairTopology.LeaderFollower,
        State = PairState.Ready,
        Mode = ReplicationMode.Async,
        Quorum = 0,
        Commit = CommitLevel.On,
        Leader = "node1",
        Nodes = [s_node],
        Timeline = 1,
        PostgresVersion = "18.1",
        CreatedAt = DateTimeOffset.UnixEpoch,
    };

    [Fact]
    public void A_node_binds_its_pair_and_itself() =>
        Assert.Equal(["shop/node2"], engine.Run("$args[0] | Suspend-TestNode", s_node));

    [Fact]
    public void A_node_binds_its_pair_where_no_node_is_asked_for() =>
        Assert.Equal(["shop"], engine.Run("$args[0] | Get-TestPair", s_node));

    [Fact]
    public void A_pair_binds_by_its_name_and_leaves_the_node_open() =>
        Assert.Equal(["shop/"], engine.Run("$args[0] | Suspend-TestNode", s_pair));

    [Fact]
    public void A_pair_binds_by_its_name() => Assert.Equal(["shop"], engine.Run("$args[0] | Get-TestPair", s_pair));

    [Fact]
    public void Nothing_is_left_over_from_the_item_before() =>
        Assert.Equal(
            ["shop/node2", "shop/", "shop/node2"],
            engine.Run("$args[0], $args[1], $args[0] | Suspend-TestNode", s_node, s_pair)
        );

    [Theory]
    [InlineData("Suspend-TestNode", "lab/")]
    [InlineData("Suspend-TestNode shop node2", "shop/node2")]
    [InlineData("Suspend-TestNode -Node node2 -Pair shop", "shop/node2")]
    [InlineData("Suspend-TestNode -Name shop -Node node2", "shop/node2")]
    [InlineData("Suspend-TestNode -Pair ''", "/")]
    public void The_line_binds_too(string script, string bound) => Assert.Equal([bound], engine.Run(script));

    [Fact]
    public void What_is_neither_is_refused()
    {
        EngineResult result = engine.Invoke("42 | Get-TestPair");

        Assert.Empty(result.Output);
        Assert.Equal("InputObjectNotBound", EngineResult.IdOf(Assert.Single(result.Errors)));
    }
}
