using ReplicaShell.Topology;

namespace ReplicaShell.Replication.Health.Checks;

/// <summary>Whether somebody receives through each slot, and each follower through one.</summary>
internal sealed class SlotActiveCheck : IHealthRule
{
    public string Name => "SlotActive";

    public IEnumerable<HealthCheck> Judge(HealthSnapshot seen, HealthThresholds thresholds)
    {
        if (seen.Slots is not { } slots)
        {
            yield return seen.Answer(
                Name,
                seen.Pair.Leader,
                HealthStatus.Unknown,
                "The leader's slots cannot be asked.",
                "See the check SingleLeader."
            );
            yield break;
        }

        foreach (var slot in slots)
        {
            yield return seen.Answer(
                Name,
                slot.Name,
                slot.Active ? HealthStatus.Ok : HealthStatus.Warning,
                slot.Active
                    ? $"Its slot on {slot.Node} is in use."
                    : $"Nobody receives through its slot on {slot.Node}, which keeps WAL.",
                slot.Active
                    ? null
                    : "Bring the follower back (see the check Receiver). A slot that nobody needs is removed by select "
                        + $"pg_drop_replication_slot('{slot.Name}') on {slot.Node}."
            ) with
            {
                Value = slot.RetainedBytes,
                Unit = "bytes",
            };
        }

        // Whoever runs the servers himself may have named the slots otherwise.
        var nodes = seen.Definition.IsForeign ? [] : seen.Pair.Nodes.Where(node => node.Role == NodeRole.Follower);
        foreach (var node in nodes.Where(node => !slots.Any(slot => slot.Name == node.Node)))
        {
            yield return seen.Answer(
                Name,
                node.Node,
                HealthStatus.Warning,
                "It has no slot: the leader may remove WAL that it still needs.",
                $"Repair-ReplicaNode {seen.Pair.Name} {node.Node} mends that."
            );
        }
    }
}
