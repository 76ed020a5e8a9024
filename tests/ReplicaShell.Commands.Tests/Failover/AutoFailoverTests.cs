using System.Management.Automation;
using ReplicaShell.Commands.Tests.Engine;
using ReplicaShell.Failover.Watching;
using ReplicaShell.Replication.Alerts;
using ReplicaShell.Topology;

namespace ReplicaShell.Commands.Tests.Failover;

/// <summary>Failovers that nobody orders, right ones and false ones.</summary>
public sealed class AutoFailoverTests(EngineFixture engine) : ServerTests(engine), IClassFixture<EngineFixture>
{
    [Fact]
    public void A_leader_that_is_dead_is_replaced_by_itself()
    {
        Engine.Run("$null = New-ReplicaPair dead; $null = Invoke-LeaderCrash dead");
        try
        {
            IReadOnlyList<PSObject> output = Watch(
                "Watch-ReplicaPair dead -AutoFailover -Witness 3 -DetectionTimeout 500ms -Duration 6s"
            );

            FailoverWatchResult result = Result(output);
            WatchedFailover failover = Assert.Single(result.Failovers);
            Assert.Equal(("node1", "node2"), (failover.Failover.OldLeader, failover.Failover.NewLeader));
            Assert.False(failover.LeaderWasAlive);
            Assert.InRange(failover.Votes.Count, 2, 3);
            Assert.InRange(result.Downtime.TotalSeconds, 0.5, 6);
            Assert.Equal((3, 2, 0), (result.Witnesses, result.Majority, result.FalseFailovers));
            AlertEvent told = output
                .Select(one => one.BaseObject)
                .OfType<AlertEvent>()
                .First(one => one.Rule == "Failover");
            Assert.Contains("node1 -> node2", told.Message, StringComparison.Ordinal);
            Assert.Equal("node2", Engine.Get<ReplicaPair>("Get-ReplicaPair dead").Leader);
        }
        finally
        {
            Remove("dead");
        }
    }

    [Fact]
    public void A_leader_that_is_alive_is_replaced_when_it_flaps_longer_than_the_time_out_or_its_only_witness_is_blind()
    {
        Engine.Run("$null = New-ReplicaPair hasty -FollowerCount 2");
        try
        {
            // One of three that is blind is outvoted; cuts that are shorter than the time-out are borne.
            FailoverWatchResult outvoted = Result(
                Watch(
                    "Use-ReplicaFault { $null = Disconnect-ReplicaNode hasty node1 -Witness 1; "
                        + "Watch-ReplicaPair hasty -AutoFailover -Witness 3 -DetectionTimeout 500ms -Duration 4s }"
                )
            );
            Assert.Empty(outvoted.Failovers);
            Assert.Equal(1, outvoted.OutvotedAlarms);
            // Two need both: that is no better a guard against a blind one than three, and a dead leader needs both alive.
            FailoverWatchResult two = Result(
                Watch(
                    "Use-ReplicaFault { $null = Disconnect-ReplicaNode hasty node1 -Witness 1; "
                        + "Watch-ReplicaPair hasty -AutoFailover -Witness 2 -DetectionTimeout 500ms -Duration 3s }"
                )
            );
            Assert.Equal((0, 1, 2, 2), (two.Failovers.Count, two.OutvotedAlarms, two.Witnesses, two.Majority));
            FailoverWatchResult borne = Result(
                Watch(
                    "Use-ReplicaFault { $null = Invoke-ReplicaFlapping hasty -Down 300ms -Up 1s -Count 3; "
                        + "Watch-ReplicaPair hasty -AutoFailover -DetectionTimeout 10s -Duration 5s }"
                )
            );
            Assert.Empty(borne.Failovers);
            Assert.True(borne.SpuriousFailures > 0);
            Assert.Equal("node1", Engine.Get<ReplicaPair>("Get-ReplicaPair hasty").Leader);

            // Cuts that are longer are not, and the one witness that is blind decides alone.
            FailoverWatchResult flapped = Result(
                Watch(
                    "Use-ReplicaFault { $null = Invoke-ReplicaFlapping hasty -Down 4s -Up 1s -Count 1; "
                        + "Watch-ReplicaPair hasty -AutoFailover -DetectionTimeout 500ms -Duration 6s }"
                )
            );
            Assert.True(Assert.Single(flapped.Failovers).LeaderWasAlive);
            Assert.Equal(1, flapped.FalseFailovers);
            FailoverWatchResult blind = Result(
                Watch(
                    "$leader = (Get-ReplicaPair hasty).Leader; "
                        + "Use-ReplicaFault { $null = Disconnect-ReplicaNode hasty $leader -Witness 1; "
                        + "Watch-ReplicaPair hasty -AutoFailover -Witness 1 -DetectionTimeout 500ms -Duration 4s }"
                )
            );
            Assert.Equal((1, 1), (blind.Failovers.Count, blind.FalseFailovers));
        }
        finally
        {
            Remove("hasty");
        }
    }

    [Fact]
    public void What_if_watches_and_promotes_nobody()
    {
        Engine.Run("$null = New-ReplicaPair maybe; $null = Invoke-LeaderCrash maybe");
        try
        {
            Watch("Watch-ReplicaPair maybe -AutoFailover -DetectionTimeout 0 -Duration 3s -WhatIf");

            Assert.Equal("node1", Engine.Get<ReplicaPair>("Get-ReplicaPair maybe").Leader);
            AssertFails(
                "Disconnect-ReplicaNode maybe node2 -Witness 1",
                "NotTheLeader",
                ErrorCategory.InvalidOperation,
                "node1"
            );
        }
        finally
        {
            Remove("maybe");
        }
    }

    private IReadOnlyList<PSObject> Watch(string script)
    {
        EngineResult result = Engine.Invoke(script);
        Assert.Null(result.Terminated);
        Assert.Empty(result.Errors);
        return result.Output;
    }

    private static FailoverWatchResult Result(IReadOnlyList<PSObject> output) =>
        Assert.IsType<FailoverWatchResult>(output[^1].BaseObject);
}
