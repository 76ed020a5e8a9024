using ReplicaShell.Engines.Local.Files;
using ReplicaShell.Engines.Local.Link;
using ReplicaShell.Link.Contract;
using ReplicaShell.Topology;

namespace ReplicaShell.Engines.Local.Network;

/// <summary>The network between the nodes of a pair: what it should be, on disk, and the link that makes it so.</summary>
/// <param name="layout">Where the pair lies.</param>
/// <param name="pair">The pair.</param>
internal sealed class LocalNetwork(LocalLayout layout, PairDefinition pair)
{
    private readonly LinkProcess _link = new(layout.Pair(pair.Name));

    /// <summary>Reads the plan; null when the pair never got one.</summary>
    public Task<NetworkPlan?> ReadAsync(CancellationToken cancellationToken) =>
        StateFile.ReadAsync(layout.NetworkFile(pair.Name), StateJson.Plan, cancellationToken);

    public Task<bool> IsUpAsync(CancellationToken cancellationToken) => _link.IsRunningAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => _link.StopAsync(cancellationToken);

    /// <summary>Keeps a plan and starts the link with it, or lets the running link follow it.</summary>
    public Task StartAsync(NetworkPlan plan, CancellationToken cancellationToken)
    {
        StateFile.Write(layout.NetworkFile(pair.Name), plan, StateJson.Plan);
        return _link.StartAsync(Configuration(plan), cancellationToken);
    }

    /// <summary>Changes the plan and the running link.</summary>
    public async Task ChangeAsync(Func<NetworkPlan, NetworkPlan> change, CancellationToken cancellationToken)
    {
        var before =
            await ReadAsync(cancellationToken)
            ?? throw Errors.EngineErrors.PairStateUnreadable(
                layout.NetworkFile(pair.Name),
                new FileNotFoundException("it is missing")
            );
        var plan = change(before);
        await _link.ApplyAsync(Configuration(plan), cancellationToken);
        StateFile.Write(layout.NetworkFile(pair.Name), plan, StateJson.Plan);
    }

    /// <summary>A way between two nodes has the faults of both: it is as slow as they are together, as narrow as the narrower.</summary>
    internal LinkConfiguration Configuration(NetworkPlan plan) =>
        new()
        {
            Pair = pair.Name,
            Token = plan.Token,
            ControlPort = plan.ControlPort,
            Routes =
            [
                .. pair.Nodes.SelectMany(node => new[] { Upstream(node, plan), Client(node, plan) }),
                .. plan.Witnesses.Select(one => Witness(one.Key, one.Value, plan)),
            ],
        };

    private LinkRoute Upstream(NodeDefinition node, NetworkPlan plan)
    {
        var upstream = plan.Upstreams.TryGetValue(node.Name, out var name) ? pair.FindNode(name) : null;
        var near = plan.Of(node.Name);
        var far = upstream is null ? NodeNetwork.Healthy : plan.Of(upstream.Name);
        return Route($"upstream-{node.Name}", node.UpstreamPort!.Value, upstream?.Port ?? 0, near, far) with
        {
            Cut = (LinkCut)Math.Max((int)near.Cut, (int)far.Cut),
        };
    }

    private LinkRoute Witness(string name, PlannedWitness way, NetworkPlan plan)
    {
        var (near, far) = (plan.Of(name), plan.Of(way.Node));
        return Route(name, way.Port, pair.FindNode(way.Node)?.Port ?? 0, near, far) with
        {
            Cut = (LinkCut)Math.Max((int)near.Cut, (int)far.Cut),
        };
    }

    // Clients stand on the node's side of a partition: a cut between nodes is none for them.
    private static LinkRoute Client(NodeDefinition node, NetworkPlan plan) =>
        Route($"client-{node.Name}", node.ClientPort!.Value, node.Port, plan.Of(node.Name), NodeNetwork.Healthy);

    private static LinkRoute Route(string name, int listen, int target, NodeNetwork near, NodeNetwork far) =>
        new()
        {
            Name = name,
            ListenPort = listen,
            TargetPort = target,
            DelayMilliseconds = (near.Delay + far.Delay).TotalMilliseconds,
            JitterMilliseconds = (near.Jitter + far.Jitter).TotalMilliseconds,
            BytesPerSecond =
                near.BytesPerSecond == 0 ? far.BytesPerSecond
                : far.BytesPerSecond == 0 ? near.BytesPerSecond
                : Math.Min(near.BytesPerSecond, far.BytesPerSecond),
        };
}
