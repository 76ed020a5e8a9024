using Npgsql;
using ReplicaShell.Topology;

namespace ReplicaShell.Engines;

/// <summary>
/// Where nodes run. Everything above asks this and nothing else, so that it need not know whether a node is a process or
/// a container. An engine holds no state of its own: what a pair is stands on disk, or in its containers. An engine that
/// cannot be asked at all throws an error that says so (<see cref="Errors.ReplicaException.EngineIsSilent"/>).
/// </summary>
internal interface INodeEngine
{
    /// <summary>Which engine this is.</summary>
    EngineKind Kind { get; }

    /// <summary>Every pair of this engine, finished or not.</summary>
    Task<IReadOnlyList<PairDefinition>> ListPairsAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Whether it can have a pair of that name, going by what this machine knows without asking anybody. Docker's first
    /// answer in a shell takes as long as a server's start, and most pairs have nothing to do with it.
    /// </summary>
    bool MayHave(string name);

    /// <summary>The pair of that name, or null.</summary>
    Task<PairDefinition?> FindPairAsync(string name, CancellationToken cancellationToken);

    /// <summary>Replaces what is kept about a pair, as a whole.</summary>
    Task SavePairAsync(PairDefinition pair, CancellationToken cancellationToken);

    /// <summary>Takes the pair for this shell alone; disposing gives it back.</summary>
    /// <exception cref="Errors.ReplicaException"><c>PairBusy</c>.</exception>
    Task<IAsyncDisposable> LockAsync(string name, TimeSpan patience, CancellationToken cancellationToken);

    /// <summary>The passwords of a pair.</summary>
    Task<PairSecrets> ReadSecretsAsync(string name, CancellationToken cancellationToken);

    /// <summary>Removes everything of a pair: processes, files, link, networks. Works on whatever half of it is there.</summary>
    Task DestroyPairAsync(string name, CancellationToken cancellationToken);

    /// <summary>
    /// Lays the ground for a new pair: ports, folders or networks, the link, and every node's own settings, client
    /// authentication and passwords, outside its data folder. Returns the definition with what was chosen;
    /// its version is empty where only the server can tell it.
    /// </summary>
    Task<PairDefinition> PreparePairAsync(
        PairOptions options,
        PairSecrets secrets,
        IProgress<ProgressReport>? progress,
        CancellationToken cancellationToken
    );

    /// <summary>Makes room (ports, folder, link, settings) for one more node and returns it; the pair is not saved.</summary>
    Task<NodeDefinition> PrepareNodeAsync(PairDefinition pair, string name, CancellationToken cancellationToken);

    /// <summary>Removes a node's files and whatever else it has.</summary>
    Task DestroyNodeAsync(PairDefinition pair, NodeDefinition node, CancellationToken cancellationToken);

    /// <summary>Fills the empty data folder of the first node as initdb does, at once or when it is first started.</summary>
    Task InitializeAsync(PairDefinition pair, NodeDefinition node, CancellationToken cancellationToken);

    /// <summary>
    /// Gives the superuser of a node that was initialized and started for the first time the pair's password, and returns
    /// the session in which it did so: opening another would cost as much again.
    /// </summary>
    Task<NpgsqlConnection> SetPasswordAsync(
        PairDefinition pair,
        NodeDefinition node,
        CancellationToken cancellationToken
    );

    /// <summary>
    /// Copies the source's data to a node as a standby (-R) that uses the slot named after it. The node is empty, or stopped:
    /// what lies there is then replaced.
    /// </summary>
    /// <param name="pair">The pair.</param>
    /// <param name="node">Where to.</param>
    /// <param name="source">Where from.</param>
    /// <param name="begun">
    /// Called when the backup's checkpoint is over: what is written from then on does not hold it up. Not every engine knows
    /// that moment, and one that does not calls it never.
    /// </param>
    /// <param name="cancellationToken">Ends it; what was copied lies there.</param>
    Task<BackupMethod> BaseBackupAsync(
        PairDefinition pair,
        NodeDefinition node,
        NodeDefinition source,
        Action begun,
        CancellationToken cancellationToken
    );

    /// <summary>Begins to prepare what the next pair of this kind will need, and does not wait for it. It may be nothing.</summary>
    Task PrepareAheadAsync(PairDefinition pair, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Has what was begun so wait until the result is disposed: a pair that is being made comes first.</summary>
    Task<IDisposable?> PauseAheadAsync(CancellationToken cancellationToken) => Task.FromResult<IDisposable?>(null);

    /// <summary>Starts a node's server and returns when it accepts connections.</summary>
    Task StartAsync(PairDefinition pair, NodeDefinition node, CancellationToken cancellationToken);

    /// <summary>Stops a node's server in an orderly way (fast shutdown); nothing happens when it does not run.</summary>
    Task StopAsync(PairDefinition pair, NodeDefinition node, CancellationToken cancellationToken);

    /// <summary>Ends a node's server without a shutdown, all of its processes; returns the moment of the last kill.</summary>
    Task<DateTimeOffset> KillAsync(PairDefinition pair, NodeDefinition node, CancellationToken cancellationToken);

    /// <summary>Freezes every process of a node.</summary>
    Task SuspendAsync(PairDefinition pair, NodeDefinition node, CancellationToken cancellationToken);

    /// <summary>Thaws a frozen node.</summary>
    Task ResumeAsync(PairDefinition pair, NodeDefinition node, CancellationToken cancellationToken);

    /// <summary>What the operating system knows of a node's server.</summary>
    Task<ServerStatus> StatusAsync(PairDefinition pair, NodeDefinition node, CancellationToken cancellationToken);

    /// <summary>The disk that a node's data lies on; null where that cannot be asked, as of a container that does not run.</summary>
    Task<DiskSpace?> DiskAsync(PairDefinition pair, NodeDefinition node, CancellationToken cancellationToken) =>
        Task.FromResult<DiskSpace?>(null);

    /// <summary>Marks a stopped node on disk so that, started by whatever means, it takes no writes.</summary>
    Task BarWritesAsync(PairDefinition pair, NodeDefinition node, CancellationToken cancellationToken);

    /// <summary>Takes back what <see cref="BarWritesAsync"/> did to a stopped node.</summary>
    Task AllowWritesAsync(PairDefinition pair, NodeDefinition node, CancellationToken cancellationToken);

    /// <summary>
    /// Lets clients and followers in, or has the server reject all of them by what stands on disk. A running server reads it
    /// at once; sessions that are open stay open.
    /// </summary>
    Task SetAccessAsync(PairDefinition pair, NodeDefinition node, bool open, CancellationToken cancellationToken);

    /// <summary>Joins a node to the network through which clients reach it, or cuts it off from them.</summary>
    /// <exception cref="Errors.ReplicaException"><c>UnsupportedFault</c>: clients need no network here.</exception>
    Task SetClientNetworkAsync(
        PairDefinition pair,
        NodeDefinition node,
        bool connected,
        CancellationToken cancellationToken
    );

    /// <summary>Makes room again for a node whose files are gone, where it was and on the ports it had.</summary>
    Task RestoreNodeAsync(PairDefinition pair, NodeDefinition node, CancellationToken cancellationToken);

    /// <summary>
    /// Makes the data of a node that was shut down those of the source, and the node its standby, by pg_rewind: only what
    /// differs is copied. The source must let the replication role read its files. A failure is an outcome: the data are then
    /// good for nothing but being copied anew.
    /// </summary>
    Task<RewindOutcome> RewindAsync(
        PairDefinition pair,
        NodeDefinition node,
        NodeDefinition source,
        CancellationToken cancellationToken
    );

    /// <summary>Makes the data of a stopped node, as they are, a standby of the source that uses the slot named after it.</summary>
    Task FollowAsync(
        PairDefinition pair,
        NodeDefinition node,
        NodeDefinition source,
        CancellationToken cancellationToken
    );

    /// <summary>The control file of a node: global/pg_control in its data folder.</summary>
    Task<byte[]> ReadControlFileAsync(PairDefinition pair, NodeDefinition node, CancellationToken cancellationToken);

    /// <summary>The last lines of a node's server log; empty when there is none.</summary>
    Task<string> ReadLogAsync(PairDefinition pair, NodeDefinition node, int lines, CancellationToken cancellationToken);

    /// <summary>
    /// The failure as it should be told: the same, or what the engine finds behind it, such as a full disk or a container
    /// that somebody else has killed. Asked while what has failed is still there.
    /// </summary>
    Task<Exception> ExplainAsync(PairDefinition pair, Exception failure);

    /// <summary>Where clients reach a node.</summary>
    Endpoint Address(PairDefinition pair, NodeDefinition node);

    /// <summary>How ReplicaShell connects to a database of a node; it holds a password, so it is never shown.</summary>
    string ConnectionString(PairDefinition pair, NodeDefinition node, PairSecrets secrets, string database) =>
        ConnectionSettings.For(Address(pair, node), secrets, database);

    /// <summary>Lets a follower's way to its upstream lead to that node, and returns the way's address.</summary>
    Task<Endpoint> RouteAsync(
        PairDefinition pair,
        NodeDefinition follower,
        NodeDefinition upstream,
        CancellationToken cancellationToken
    );

    /// <summary>
    /// Gives each of that many witnesses a way of its own to a node, which a fault cuts by the witness's name, as it cuts a
    /// node's network. Ways that are there lead to that node from then on.
    /// </summary>
    /// <exception cref="Errors.ReplicaException"><c>UnsupportedFault</c>: the engine cannot do that.</exception>
    Task<IReadOnlyList<WitnessWay>> OpenWitnessesAsync(
        PairDefinition pair,
        int count,
        NodeDefinition target,
        CancellationToken cancellationToken
    ) => throw NodeErrors.UnsupportedFault("witnesses with a network of their own", Kind);

    /// <summary>What the network of each node is like, by name; null when it cannot be told (the link is down).</summary>
    Task<IReadOnlyDictionary<string, NodeNetwork>?> NetworksAsync(
        PairDefinition pair,
        CancellationToken cancellationToken
    );

    /// <summary>Makes the network between a node and the others such as that.</summary>
    /// <exception cref="Errors.ReplicaException"><c>UnsupportedFault</c>: the engine cannot do that.</exception>
    Task SetNetworkAsync(
        PairDefinition pair,
        NodeDefinition node,
        NodeNetwork network,
        CancellationToken cancellationToken
    );

    /// <summary>Brings back what nodes need to run but a reboot took (the link); nothing happens when it is there.</summary>
    Task EnsureNetworkAsync(PairDefinition pair, CancellationToken cancellationToken);

    /// <summary>Ends what <see cref="EnsureNetworkAsync"/> brings.</summary>
    Task StopNetworkAsync(PairDefinition pair, CancellationToken cancellationToken);
}
