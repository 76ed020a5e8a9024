using System.Management.Automation;
using System.Net;
using System.Net.Sockets;
using ReplicaShell.Commands.Tests.Engine;
using ReplicaShell.Topology;

namespace ReplicaShell.Commands.Tests.Nodes;

public sealed class NodeTests(LabFixture lab) : LabTests(lab), IClassFixture<LabFixture>
{
    [Theory]
    [InlineData("Get-ReplicaNode $lab")]
    [InlineData("Get-ReplicaNode -Name $lab")]
    [InlineData("Get-ReplicaPair $lab | Get-ReplicaNode")]
    [InlineData("Get-ReplicaNode $lab | Get-ReplicaNode")]
    [InlineData("(Get-ReplicaPair $lab).Nodes")]
    public void Nodes_come_in_order_however_they_are_asked_for(string script) =>
        Assert.Equal(["node1", "node2"], Engine.Run(script));

    [Fact]
    public void A_node_tells_where_it_is_and_how_far()
    {
        ReplicaNode leader = Node("node1");
        ReplicaNode follower = Node("node2");

        Assert.Equal((Pair, "node1", "node1"), (leader.Pair, leader.Node, leader.Name));
        Assert.Equal((NodeRole.Leader, NodeState.Running, "127.0.0.1"), (leader.Role, leader.State, leader.Host));
        Assert.Equal((NodeRole.Follower, NodeState.Running), (follower.Role, follower.State));
        Assert.Equal((1, 1), (leader.Timeline, follower.Timeline));
        Assert.Equal(0, leader.LagBytes);
        Assert.NotNull(follower.Lsn);
        Assert.NotEqual(leader.Port, follower.Port);
    }

    [Fact]
    public void A_follower_is_stopped_and_started()
    {
        ReplicaNode stopped = Engine.Get<ReplicaNode>("Get-ReplicaNode $lab node2 | Stop-ReplicaNode");
        Assert.Equal(NodeState.Stopped, stopped.State);
        Assert.Null(stopped.Lsn);
        Assert.Null(stopped.LagBytes);
        Assert.Equal(PairState.Degraded, State().State);
        Assert.Contains("node2", Assert.Single(State().Reasons), StringComparison.Ordinal);

        ReplicaNode started = Engine.Get<ReplicaNode>("Start-ReplicaNode $lab node2");
        Assert.Equal(NodeState.Running, started.State);
        Assert.Equal(PairState.Ready, State().State);
    }

    [Fact]
    public void A_follower_is_suspended_and_resumed()
    {
        ReplicaNode suspended = Engine.Get<ReplicaNode>("Suspend-ReplicaNode $lab node2");
        Assert.Equal(NodeState.Suspended, suspended.State);

        Assert.Equal(NodeState.Running, Engine.Get<ReplicaNode>("Resume-ReplicaNode $lab node2").State);
        Assert.Equal(NodeState.Running, Engine.Get<ReplicaNode>("Resume-ReplicaNode $lab node2").State);
        Assert.Equal(PairState.Ready, State().State);
    }

    [Fact]
    public void Tab_completes_pairs_and_nodes()
    {
        Assert.Contains(Pair, Engine.Complete("Get-ReplicaNode la^"));
        Assert.Contains(Pair, Engine.Complete("Remove-ReplicaPair ^"));
        Assert.All(
            [
                $"Get-ReplicaNode {Pair} ^",
                $"Stop-ReplicaNode -Pair {Pair} -Node n^",
                $"Get-ReplicationSlot {Pair} ^",
                $"Invoke-ReplicaQuery {Pair} 'select 1' -Node ^",
            ],
            line => Assert.Equal(["node1", "node2"], Engine.Complete(line))
        );
        Assert.All(
            [
                $"Suspend-WalReplay {Pair} ^",
                $"Get-ReplicationLag {Pair} -Node ^",
                $"Invoke-ReplicaFailover {Pair} ^",
                $"Invoke-ReplicaFailover -Name {Pair} -Candidate n^",
            ],
            line => Assert.Equal(["node2"], Engine.Complete(line))
        );
    }

    [Fact]
    public void A_port_that_somebody_took_meanwhile_keeps_a_pair_from_starting_until_it_is_free()
    {
        int port = Node("node2").Port;
        Engine.Run("$null = Stop-ReplicaPair $lab");
        using (TcpListener stranger = new(IPAddress.Loopback, port))
        {
            stranger.Start();
            AssertFails("Start-ReplicaPair $lab", "PortInUse", ErrorCategory.ResourceBusy, $"Port {port}");
        }

        Assert.Equal(PairState.Ready, Engine.Get<ReplicaPair>("Start-ReplicaPair $lab").State);
    }

    [Theory]
    [InlineData("Stop-ReplicaNode $lab node2")]
    [InlineData("Suspend-ReplicaNode $lab node2")]
    [InlineData("Disconnect-ReplicaNode $lab node1")]
    [InlineData("Suspend-WalReplay $lab")]
    [InlineData("Set-ReplicationDelay $lab node2 60")]
    [InlineData("Set-ReplicaLink $lab node2 -Delay 5")]
    [InlineData("Invoke-LeaderCrash $lab")]
    [InlineData("Invoke-LeaderCrash $lab -Method Remove")]
    [InlineData("Stop-ReplicaPair $lab")]
    [InlineData("Start-ReplicaPair $lab")]
    [InlineData("Add-ReplicaFollower $lab")]
    [InlineData("Set-ReplicationMode $lab Sync")]
    [InlineData("Invoke-ReplicaFailover $lab")]
    [InlineData("Invoke-DataLossDrill $lab")]
    [InlineData("Invoke-ReplicaWorkload $lab")]
    public void WhatIf_changes_nothing(string script)
    {
        string before = Picture();

        Assert.Empty(Engine.Run($"{script} -WhatIf"));

        Assert.Equal(before, Picture());
    }

    [Fact]
    public void A_bad_node_of_the_pipeline_does_not_spare_the_others()
    {
        EngineResult result = Engine.Invoke(
            "[pscustomobject]@{ Pair = $lab; Node = 'node9' }, (Get-ReplicaNode $lab node2) | Resume-ReplicaNode"
        );

        Assert.Equal("NodeNotFound", EngineResult.IdOf(Assert.Single(result.Errors)));
        Assert.Equal(["node2"], result.Text);
    }

    private string Picture() =>
        string.Join(
            '\n',
            Engine.Run(
                "Get-ReplicaPair $lab | ForEach-Object { \"$($_.State) $($_.Mode) $($_.Leader) $($_.Timeline)\" };"
                    + "Get-ReplicaNode $lab | ForEach-Object { \"$($_.Node) $($_.Role) $($_.State)\" };"
                    + "(Invoke-ReplicaQuery $lab 'select count(*) as n from inventory').n;"
                    + "Invoke-ReplicaQuery $lab 'show recovery_min_apply_delay' -Role Follower | ForEach-Object ToString"
            )
        );
}
