using ReplicaShell.Engines;
using ReplicaShell.Topology;

namespace ReplicaShell.Replication.Health.Checks;

/// <summary>Whether each follower receives WAL.</summary>
internal sealed class ReceiverCheck : IHealthRule
{
    public string Name => "Receiver";

    public IEnumerable<HealthCheck> Judge(HealthSnapshot seen, HealthThresholds thresholds)
    {
        foreach (var sample in seen.Lag)
        {
            var node = seen.Pair.Nodes.First(node => node.Node == sample.Node);
            var (status, message, advice) = Judge(seen, sample, node);
            yield return seen.Answer(Name, sample.Node, status, message, advice);
        }
    }

    private static (HealthStatus Status, string Message, string? Advice) Judge(
        HealthSnapshot seen,
        ReplicationLag sample,
        ReplicaNode node
    )
    {
        var (pair, name) = (seen.Pair.Name, sample.Node);
        if (node.WalMissing || sample.WalMissing)
        {
            return (
                HealthStatus.Critical,
                node.Detail ?? "The leader no longer has the WAL that it needs.",
                $"Repair-ReplicaNode {pair} {name} gives it a new copy."
            );
        }

        if (seen.Networks?.GetValueOrDefault(name)?.Cut is NetworkCut.Silent or NetworkCut.Reset)
        {
            return (
                HealthStatus.Critical,
                "It is cut off from the other nodes.",
                $"Connect-ReplicaNode {pair} {name} joins it."
            );
        }

        return sample.State switch
        {
            LagState.Streaming or LagState.CatchingUp => (HealthStatus.Ok, "It receives.", null),
            _ when node.State == NodeState.Suspended => (
                HealthStatus.Critical,
                "Its processes are frozen.",
                $"Resume-ReplicaNode {pair} {name} thaws it."
            ),
            LagState.Stopped => (
                HealthStatus.Critical,
                "Its server does not run.",
                seen.Definition.IsForeign
                    ? "It is started where it runs."
                    : $"Start-ReplicaNode {pair} {name} starts it."
            ),
            LagState.Disconnected => (
                HealthStatus.Critical,
                node.Detail ?? "It runs and receives nothing from the leader.",
                "Its log says why: look at its primary_conninfo, its slot and the leader's state."
            ),
            _ => (HealthStatus.Unknown, "It, or the leader, does not answer.", $"Get-ReplicaNode {pair} shows more."),
        };
    }
}
