using Npgsql;
using ReplicaShell.Engines;
using ReplicaShell.Topology;

namespace ReplicaShell.Provisioning;

/// <summary>What the steps that make a pair hand from one to the next.</summary>
/// <param name="Engine">Where the nodes run.</param>
/// <param name="Options">What was asked for.</param>
/// <param name="Pair">The pair as it is planned.</param>
/// <param name="Secrets">Its passwords.</param>
/// <param name="Sessions">Connections to its servers, kept for whoever uses the pair next.</param>
internal sealed record ProvisioningContext(
    INodeEngine Engine,
    PairOptions Options,
    PairDefinition Pair,
    PairSecrets Secrets,
    ServerSessions Sessions
)
{
    /// <summary>The node that leads: in a new pair the first.</summary>
    public NodeDefinition Leader { get; init; } = Pair.Nodes[0];

    /// <summary>The nodes that are copied from it.</summary>
    public IEnumerable<NodeDefinition> Followers => Pair.Nodes.Skip(1);

    /// <summary>Connects to a node's application database as the superuser.</summary>
    public async Task<NpgsqlConnection> ConnectAsync(NodeDefinition node, CancellationToken cancellationToken) =>
        await Sessions.PlainSource(Pair, node, PairDatabases.Application).OpenConnectionAsync(cancellationToken);

    /// <summary>The same with the version of its servers, where only they could tell it.</summary>
    /// <exception cref="Errors.ReplicaException"><c>UnsupportedVersion</c>.</exception>
    public ProvisioningContext OnVersion(NpgsqlConnection leader) =>
        Pair.PostgresVersion.Length > 0
            ? this
            : this with
            {
                Pair = Pair with { PostgresVersion = SupportedVersions.Of(leader, Pair.Image) },
            };
}
