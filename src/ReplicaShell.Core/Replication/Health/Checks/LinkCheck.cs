using ReplicaShell.Engines;

namespace ReplicaShell.Replication.Health.Checks;

/// <summary>Whether the way between the nodes is there, and no fault of ours is in it.</summary>
internal sealed class LinkCheck : IHealthRule
{
    public string Name => "Link";

    public IEnumerable<HealthCheck> Judge(HealthSnapshot seen, HealthThresholds thresholds)
    {
        var pair = seen.Pair.Name;
        if (seen.Networks is not { } networks)
        {
            return
            [
                seen.Answer(
                    Name,
                    null,
                    HealthStatus.Critical,
                    "The link between the nodes is down: no follower reaches its leader.",
                    $"Start-ReplicaPair {pair} brings it back."
                ),
            ];
        }

        List<HealthCheck> cut =
        [
            .. networks
                // A witness that is cut off is no trouble of the nodes.
                .Where(network =>
                    network.Value.Cut != NetworkCut.None && seen.Definition.FindNode(network.Key) is not null
                )
                .Select(network =>
                    seen.Answer(
                        Name,
                        network.Key,
                        HealthStatus.Critical,
                        "It is cut off from the other nodes.",
                        $"Connect-ReplicaNode {pair} {network.Key} joins it."
                    )
                ),
        ];
        return cut.Count > 0 ? cut : [seen.Answer(Name, null, HealthStatus.Ok, "The nodes are joined.")];
    }
}
