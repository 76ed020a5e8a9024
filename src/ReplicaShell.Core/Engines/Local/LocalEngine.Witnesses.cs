using ReplicaShell.Engines.Local.Network;
using ReplicaShell.Topology;

namespace ReplicaShell.Engines.Local;

/// <summary>Observers on this machine that each have a network of their own: a route of the link.</summary>
internal sealed partial class LocalEngine
{
    public async Task<IReadOnlyList<WitnessWay>> OpenWitnessesAsync(
        PairDefinition pair,
        int count,
        NodeDefinition target,
        CancellationToken cancellationToken
    )
    {
        var network = new LocalNetwork(layout, pair);
        await using var _ = await _pairs.LockAsync(PortsLock, PatienceForPorts, cancellationToken);
        var names = Enumerable.Range(1, count).Select(WitnessWay.NameOf).ToList();
        var there = (await network.ReadAsync(cancellationToken))?.Witnesses.Keys ?? [];
        var missing = names.Except(there).ToList();
        var ports =
            missing.Count == 0
                ? []
                : PortAllocator.Take(missing.Count, await _pairs.PortsAsync(cancellationToken), Asker(pair.Name));
        var ways = new List<WitnessWay>();
        await network.ChangeAsync(
            plan =>
            {
                var witnesses = plan.Witnesses.ToDictionary(
                    one => one.Key,
                    one => one.Value with { Node = target.Name }
                );
                foreach (var (name, port) in missing.Zip(ports))
                {
                    witnesses[name] = new PlannedWitness(port, target.Name);
                }

                ways.AddRange(names.Select(name => new WitnessWay(name, witnesses[name].Port)));
                return plan with { Witnesses = witnesses };
            },
            cancellationToken
        );
        return ways;
    }
}
