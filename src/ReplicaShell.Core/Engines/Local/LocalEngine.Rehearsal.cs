using ReplicaShell.Engines.Local.Files;
using ReplicaShell.Engines.Local.Network;
using ReplicaShell.Engines.Local.Postgres;
using ReplicaShell.Topology;

namespace ReplicaShell.Engines.Local;

/// <summary>What a first pair compiles before a server starts, done ahead.</summary>
internal sealed partial class LocalEngine
{
    private static readonly PairDefinition Imagined = new()
    {
        Name = "rehearsal",
        Engine = EngineKind.Local,
        CreatedAt = DateTimeOffset.UnixEpoch,
        PostgresVersion = "15",
        PostgresPath = "/",
        Nodes =
        [
            new()
            {
                Name = "node1",
                Port = 1,
                UpstreamPort = 2,
                ClientPort = 3,
            },
        ],
    };

    /// <summary>
    /// Plans a pair that will not be: looks for PostgreSQL and for free ports, and writes and reads back in memory what would be
    /// kept. Nothing of a pair is made; initdb is asked for its version where that was never asked.
    /// </summary>
    public async Task RehearseAsync(CancellationToken cancellationToken)
    {
        await PostgresDiscovery.FindAsync(path: null, cancellationToken);
        PortAllocator.Take(count: 2, await _pairs.PortsAsync(cancellationToken), Asker(Imagined.Name));
        StateJson.Pair.Parse(StateJson.Pair.ToBytes(Imagined));
        StateJson.Secrets.Parse(StateJson.Secrets.ToBytes(new PairSecrets(string.Empty, string.Empty)));
        var plan = new NetworkPlan
        {
            ControlPort = 1,
            Token = string.Empty,
            Upstreams = new Dictionary<string, string> { ["node2"] = "node1" },
        };
        StateJson.Plan.Parse(StateJson.Plan.ToBytes(plan));
        NodeSettings.For(Imagined, Imagined.Nodes[0], Layout(Imagined, Imagined.Nodes[0]));
    }
}
