using System.Management.Automation;
using ReplicaShell.Commands.Tests.Engine;
using ReplicaShell.Replication;
using ReplicaShell.Replication.Health;
using ReplicaShell.Topology;

namespace ReplicaShell.Commands.Tests.Replication;

/// <summary>Followers that can never catch up are told from those that are merely cut off.</summary>
public sealed class LostWalTests(EngineFixture engine) : ServerTests(engine), IClassFixture<EngineFixture>
{
    // The WAL of a few files, of which a checkpoint then leaves as little as it may.
    private const string WriteAndForget =
        "foreach ($file in 1..4) { "
        + "$null = Invoke-ReplicaQuery $pair \"select pg_logical_emit_message(true, 'test', repeat('x', 12000000))\"; "
        + "$null = Invoke-ReplicaQuery $pair 'select pg_switch_wal()' }; "
        + "Invoke-ReplicaQuery $pair 'checkpoint'; ";

    private const string Make =
        "$global:pair = $args[0]; $null = New-ReplicaPair $pair -Setting @{ wal_keep_size = '0'; "
        + "max_wal_size = '32MB'; min_wal_size = '32MB' }; ";

    [Fact]
    public void A_follower_whose_slot_is_lost_is_told_from_one_that_is_cut_off()
    {
        Engine.Run(Make, "lostslot");
        try
        {
            ReplicationSlot limited = Engine.Get<ReplicationSlot>("Set-ReplicationSlotLimit $pair 16MB");
            Assert.NotNull(limited.SafeWalSize);
            Assert.Null(Engine.Get<ReplicationSlot>("Set-ReplicationSlotLimit $pair -NoLimit").SafeWalSize);
            Engine.Run("$null = Set-ReplicationSlotLimit $pair 16MB; $null = Disconnect-ReplicaNode $pair node2");
            ReplicaNode cut = Engine.Get<ReplicaNode>("Get-ReplicaNode $pair node2");
            Assert.Equal((NodeState.Disconnected, false), (cut.State, cut.WalMissing));
            Assert.Contains("Connect-ReplicaNode", cut.Detail, StringComparison.Ordinal);
            Engine.Run("$null = Connect-ReplicaNode $pair node2; $null = Invoke-FollowerCrash $pair");

            Engine.Run(WriteAndForget);

            ReplicationSlot slot = Engine.Get<ReplicationSlot>("Get-ReplicationSlot $pair");
            Assert.Equal("lost", slot.WalStatus);
            ReplicaNode lost = Engine.Get<ReplicaNode>("Get-ReplicaNode $pair node2");
            Assert.Equal((NodeState.Crashed, true), (lost.State, lost.WalMissing));
            Assert.Contains("Repair-ReplicaNode lostslot node2", lost.Detail, StringComparison.Ordinal);
            Assert.True(Engine.Get<ReplicationLag>("Get-ReplicationLag $pair").WalMissing);
            Assert.Contains("WAL missing", Engine.Show(80, "Get-ReplicaNode $pair node2"), StringComparison.Ordinal);
            HealthCheck reserve = Engine.Get<HealthCheck>("Test-ReplicaHealth $pair -Check SlotReserve");
            Assert.Equal(HealthStatus.Critical, reserve.Status);
            Assert.Contains("Repair-ReplicaNode", reserve.Advice, StringComparison.Ordinal);
            AssertFails(
                "Measure-FollowerCatchUp $pair",
                "WalMissing",
                ErrorCategory.InvalidOperation,
                "Repair-ReplicaNode"
            );
        }
        finally
        {
            Remove("lostslot");
        }
    }

    [Fact]
    public void A_follower_without_a_slot_whose_WAL_is_gone_is_recognised_and_says_where_it_ends()
    {
        Engine.Run(Make, "noslot");
        try
        {
            Engine.Run(
                "$null = Invoke-FollowerCrash $pair; "
                    + "$null = Invoke-ReplicaQuery $pair \"select pg_drop_replication_slot('node2')\"; "
                    + WriteAndForget
                    + "$null = Start-ReplicaNode $pair node2"
            );

            ReplicaNode node = Engine.Get<ReplicaNode>("Get-ReplicaNode $pair node2");
            Assert.Equal((NodeState.Disconnected, true), (node.State, node.WalMissing));
            Assert.Contains("what it needs next is gone", node.Detail, StringComparison.Ordinal);
            ReplicationLag lag = Engine.Get<ReplicationLag>("Get-ReplicationLag $pair");
            Assert.Equal((LagState.Disconnected, true), (lag.State, lag.WalMissing));
            Assert.Contains(
                node.Detail!,
                Engine.Get<ReplicaPair>("Get-ReplicaPair $pair").Reasons[0],
                StringComparison.Ordinal
            );
            HealthCheck receiver = Engine.Get<HealthCheck>("Test-ReplicaHealth $pair -Check Receiver");
            Assert.Equal(HealthStatus.Critical, receiver.Status);
            Assert.Contains("Repair-ReplicaNode", receiver.Advice, StringComparison.Ordinal);
        }
        finally
        {
            Remove("noslot");
        }
    }

    [Fact]
    public void A_follower_whose_slot_is_gone_but_whose_WAL_is_there_does_not_lack_it()
    {
        Engine.Run("$global:pair = $args[0]; $null = New-ReplicaPair $pair", "gone");
        try
        {
            Engine.Run(
                "$null = Invoke-FollowerCrash $pair; "
                    + "$null = Invoke-ReplicaQuery $pair \"select pg_drop_replication_slot('node2')\"; "
                    + "$null = Start-ReplicaNode $pair node2"
            );

            // Its receiver tries again ten times a second, and looks for a moment as if it streamed.
            ReplicaNode node = Engine.Get<ReplicaNode>(
                "foreach ($try in 1..100) { $node = Get-ReplicaNode $pair node2; "
                    + "if ($node.State -eq 'Disconnected') { break } }; $node"
            );
            Assert.Equal((NodeState.Disconnected, false), (node.State, node.WalMissing));
            Assert.Contains("no slot 'node2'", node.Detail, StringComparison.Ordinal);
            HealthCheck slot = Engine.Get<HealthCheck>("Test-ReplicaHealth $pair -Check SlotActive");
            Assert.Equal(("node2", HealthStatus.Warning), (slot.Node, slot.Status));
        }
        finally
        {
            Remove("gone");
        }
    }
}
