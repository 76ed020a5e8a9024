using ReplicaShell.Commands.Tests.Engine;
using ReplicaShell.Replication.Alerts;

namespace ReplicaShell.Commands.Tests.Replication;

public sealed class WatchTests(LabFixture lab) : LabTests(lab), IClassFixture<LabFixture>
{
    [Fact]
    public void An_idle_pair_is_silent() => Assert.Empty(Events("Watch-ReplicaPair $lab -Duration 6s -Interval 100ms"));

    [Fact]
    public void A_cut_fires_within_seconds_and_is_over_when_it_is_healed()
    {
        // The cut, and a write behind it, come while it is watched; the third event is the first that ends.
        IReadOnlyList<AlertEvent> events = Events(
            "Use-ReplicaFault { $null = Disconnect-ReplicaNode $lab node2 -Silent; "
                + "Invoke-ReplicaQuery $lab 'update inventory set quantity = quantity + 1'; "
                + "Watch-ReplicaPair $lab -Interval 100ms -StandstillTime 1s -Duration 20s | ForEach-Object { $_; "
                + "if ($_.Rule -eq 'Standstill' -and $_.Change -eq 'Fired') { $null = Connect-ReplicaNode $lab node2 } } }"
        );

        AlertEvent fired = events.First(one => one.Rule == AlertRules.Standstill);
        Assert.Equal((AlertChange.Fired, "node2", "s"), (fired.Change, fired.Node, fired.Unit));
        Assert.InRange(fired.Value!.Value, 1, 15);
        Assert.Contains(events, one => one is { Rule: "Standstill", Change: AlertChange.Resolved });
    }

    private List<AlertEvent> Events(string script)
    {
        EngineResult result = Engine.Invoke(script);
        Assert.Empty(result.Errors);
        Assert.Null(result.Terminated);
        return [.. result.Output.Select(one => (AlertEvent)one.BaseObject)];
    }
}
