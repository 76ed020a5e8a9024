using ReplicaShell.Engines;
using ReplicaShell.Topology;

namespace ReplicaShell.Pairs;

/// <summary>Reads the state of a pair from its engine and its servers.</summary>
public static class PairReader
{
    /// <summary>Asks every node at once and puts the answers together.</summary>
    public static async Task<ReplicaPair> ReadAsync(Pair pair, CancellationToken cancellationToken)
    {
        var definition = pair.Definition;
        var asked = definition.Nodes.Select(node => AskAsync(pair, node, cancellationToken)).ToList();
        var networks = await pair.Engine.NetworksAsync(definition, cancellationToken);
        var answers = await Task.WhenAll(asked);
        var leader = answers.FirstOrDefault(answer => answer.Node.Name == definition.Leader)?.Probe;
        var troubles = await NodeTrouble.ReadAsync(pair, answers, networks, cancellationToken);
        var nodes = answers
            .Select(answer =>
                In(
                    troubles.GetValueOrDefault(answer.Node.Name),
                    View(pair.Engine, definition, answer, leader, networks)
                )
            )
            .ToList();
        var (state, reasons) = PairHealth.Judge(definition, answers, nodes, linkUp: networks is not null);
        return View(definition, state, nodes, leader?.Timeline) with { Reasons = reasons };
    }

    /// <summary>One node of a pair, asked together with its leader.</summary>
    public static async Task<ReplicaNode> ReadAsync(
        Pair pair,
        NodeDefinition node,
        CancellationToken cancellationToken
    ) => (await ReadAsync(pair, cancellationToken)).Nodes.First(view => view.Node == node.Name);

    internal static ReplicaPair Incomplete(INodeEngine engine, PairDefinition pair) =>
        View(
            pair,
            PairState.Incomplete,
            [
                .. pair.Nodes.Select(node =>
                    View(engine, pair, new NodeAnswer(node, ServerStatus.Absent, null), null, null)
                ),
            ],
            null
        ) with
        {
            Reasons = ["It was never finished: remove it and make it again."],
        };

    private static async Task<NodeAnswer> AskAsync(Pair pair, NodeDefinition node, CancellationToken cancellationToken)
    {
        var status = await pair.Engine.StatusAsync(pair.Definition, node, cancellationToken);
        return new NodeAnswer(
            node,
            status,
            status == ServerStatus.Running ? await NodeProbe.AskAsync(pair, node, cancellationToken) : null
        );
    }

    /// <summary>A follower that can never have the rest is not catching up, whatever its receiver tries.</summary>
    private static ReplicaNode In(NodeTrouble? trouble, ReplicaNode node) =>
        node with
        {
            State =
                trouble is { WalMissing: true } && node.State is (NodeState.Running or NodeState.CatchingUp)
                    ? NodeState.Disconnected
                    : node.State,
            WalMissing = trouble?.WalMissing == true,
            Detail = trouble?.Detail,
        };

    private static ReplicaNode View(
        INodeEngine engine,
        PairDefinition pair,
        NodeAnswer answer,
        NodeProbe? leader,
        IReadOnlyDictionary<string, NodeNetwork>? networks
    )
    {
        var (node, probe) = (answer.Node, answer.Probe);
        var address = engine.Address(pair, node);
        var isLeader = node.Name == pair.Leader;
        var comparable = leader?.Lsn is not null && probe?.Lsn is not null && leader.Timeline == probe.Timeline;
        var lag = comparable ? Math.Max(0, leader!.Lsn!.Value.BytesSince(probe!.Lsn!.Value)) : (long?)null;
        return new ReplicaNode
        {
            Pair = pair.Name,
            Node = node.Name,
            Role =
                isLeader ? NodeRole.Leader
                : node.Detached ? NodeRole.None
                : NodeRole.Follower,
            State = NodeHealth.Judge(answer, isLeader, lag, networks),
            Host = address.Host,
            Port = address.Port,
            Timeline = probe?.Timeline,
            Lsn = probe?.Lsn,
            LagBytes = lag,
            SyncState = isLeader ? null : leader?.SyncStates.GetValueOrDefault(node.Name),
            Priority = node.Priority,
            BackupMethod = node.BackupMethod,
        };
    }

    private static ReplicaPair View(
        PairDefinition pair,
        PairState state,
        IReadOnlyList<ReplicaNode> nodes,
        int? timeline
    ) =>
        new()
        {
            Name = pair.Name,
            Engine = pair.Engine,
            Topology = pair.Topology,
            State = state,
            Mode = pair.Mode,
            Quorum = ModeRules.WaitedFor(pair),
            Commit = pair.Commit,
            Leader = pair.Leader,
            Nodes = nodes,
            Timeline = timeline,
            PostgresVersion = pair.PostgresVersion,
            CreatedAt = pair.CreatedAt,
            Notes = ModeRules.Note(pair) is { } note ? [note] : [],
        };
}
