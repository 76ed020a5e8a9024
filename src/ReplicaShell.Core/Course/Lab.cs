using ReplicaShell.Course.Ground;
using ReplicaShell.Drills;
using ReplicaShell.Engines;
using ReplicaShell.Engines.Waiting;
using ReplicaShell.Errors;
using ReplicaShell.Failover;
using ReplicaShell.Faults;
using ReplicaShell.Pairs;
using ReplicaShell.Replication;
using ReplicaShell.Routing;
using ReplicaShell.Topology;
using ReplicaShell.Views;
using ReplicaShell.Workloads;

namespace ReplicaShell.Course;

/// <summary>
/// The pair of the lessons, for notebook cells of three lines: what is long in the core, with the usual choices made.
/// <c>await using var lab = await Lab.OpenAsync();</c>
/// </summary>
[TypeFormatterSource(typeof(NotebookViews))]
public sealed class Lab : IAsyncDisposable
{
    private static readonly TimeSpan BetweenSamples = TimeSpan.FromMilliseconds(50);

    private Lab(Pair pair, IReadOnlyList<string> notes) => (Pair, Notes) = (pair, notes);

    /// <summary>The open pair, for everything that this does not offer.</summary>
    public Pair Pair { get; }

    /// <summary>What opening it did to the pair, a sentence each; empty when all was well.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>The name of the node that leads now.</summary>
    /// <exception cref="ReplicaException"><c>NoLeader</c>.</exception>
    public string Leader => Pair.Leader.Name;

    /// <summary>The names of the followers.</summary>
    public IReadOnlyList<string> Followers => Pair.Followers.Select(node => node.Name).ToArray();

    /// <summary>
    /// Opens the pair, with that many followers that stream: one that is not there is made, one that is down is started, a
    /// follower that is missing is added.
    /// </summary>
    /// <param name="name">The pair's name.</param>
    /// <param name="followers">How many followers at least.</param>
    /// <param name="fresh">Makes the pair anew, whatever there is: all that was in it is gone.</param>
    /// <param name="progress">Told of each step; may be null.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ReplicaException">What the making of a pair can meet.</exception>
    public static async Task<Lab> OpenAsync(
        string name = PairOptions.DefaultName,
        int followers = 1,
        bool fresh = false,
        IProgress<ProgressReport>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        var notes = new List<string>();
        var catalogue = new PairCatalogue();
        var pair = fresh
            ? await PairGround.AnewAsync(
                catalogue,
                name,
                followers,
                notes.Add,
                progress,
                CellStop.Or(cancellationToken)
            )
            : await PairGround.EnsureAsync(
                catalogue,
                name,
                followers,
                notes.Add,
                progress,
                CellStop.Or(cancellationToken)
            );
        return new Lab(pair, notes);
    }

    /// <summary>The pair as it is now, its servers asked.</summary>
    public async Task<ReplicaPair> StateAsync(CancellationToken cancellationToken = default)
    {
        await Pair.RefreshAsync(CellStop.Or(cancellationToken));
        return await PairReader.ReadAsync(Pair, CellStop.Or(cancellationToken));
    }

    /// <summary>Runs a statement on the leader, on a follower, or on a named node.</summary>
    /// <param name="sql">The statement.</param>
    /// <param name="node">The node's name, or <c>leader</c>, <c>follower</c>, <c>any</c>.</param>
    /// <param name="cancellationToken">Cancels it on the server.</param>
    /// <exception cref="ReplicaException"><c>SqlFailed</c>, <c>NodeUnreachable</c>, <c>NodeNotFound</c> and others.</exception>
    public Task<QueryResult> QueryAsync(
        string sql,
        string node = "leader",
        CancellationToken cancellationToken = default
    )
    {
        var isRole = Enum.TryParse<QueryTarget>(node, ignoreCase: true, out var target);
        var parameters = new Dictionary<string, object?>();
        return QueryRunner.RunAsync(
            Pair,
            sql,
            parameters,
            target,
            isRole ? null : node,
            CellStop.Or(cancellationToken)
        );
    }

    /// <summary>One value: the first column of the first row; null when there is none.</summary>
    /// <exception cref="ReplicaException">As <see cref="QueryAsync"/>.</exception>
    public async Task<object?> ValueAsync(
        string sql,
        string node = "leader",
        CancellationToken cancellationToken = default
    )
    {
        var result = await QueryAsync(sql, node, CellStop.Or(cancellationToken));
        return result.Rows.Count > 0 && result.Columns.Count > 0 ? result.Rows[0][0] : null;
    }

    /// <summary>Asks a question again and again until its answer is true.</summary>
    /// <param name="sql">A statement that returns one boolean.</param>
    /// <param name="node">As for <see cref="QueryAsync"/>.</param>
    /// <param name="seconds">How long to go on asking.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Whether the answer became true in that time.</returns>
    /// <exception cref="ReplicaException">As <see cref="QueryAsync"/>.</exception>
    public Task<bool> AwaitAsync(
        string sql,
        string node = "follower",
        double seconds = 10,
        CancellationToken cancellationToken = default
    ) =>
        Until.TrueAsync(
            async token => await ValueAsync(sql, node, token) is true,
            TimeSpan.FromSeconds(seconds),
            CellStop.Or(cancellationToken)
        );

    /// <summary>Samples the lag of every follower for a while, with a heartbeat.</summary>
    /// <param name="duration">For how long.</param>
    /// <param name="interval">From one sample to the next; null is 50 ms.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<IReadOnlyList<ReplicationLag>> LagAsync(
        TimeSpan duration,
        TimeSpan? interval = null,
        CancellationToken cancellationToken = default
    )
    {
        var pause = interval ?? BetweenSamples;
        var options = new LagOptions
        {
            Count = Math.Max(1, (int)(duration / pause)),
            Interval = pause,
            Heartbeat = true,
        };
        await using var sampler = new LagSampler(new PairSampleSource(Pair));
        return await sampler
            .SampleAsync(options, CellStop.Or(cancellationToken))
            .ToListAsync(CellStop.Or(cancellationToken));
    }

    /// <summary>Begins to sample the lag of every follower in the background, with a heartbeat.</summary>
    /// <param name="interval">From one sample to the next; null is 50 ms.</param>
    public LagRecording Record(TimeSpan? interval = null) => new(Pair, interval ?? BetweenSamples);

    /// <summary>Writes to the table inventory for a while, and samples the lag meanwhile (<see cref="WorkloadResult"/>.Lag).</summary>
    /// <param name="duration">For how long.</param>
    /// <param name="rate">Writes a second; null is as many as the server takes.</param>
    /// <param name="clients">How many clients write at once.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<WorkloadResult> LoadAsync(
        TimeSpan duration,
        double? rate = null,
        int clients = 4,
        CancellationToken cancellationToken = default
    ) =>
        MeasuredWorkload.RunAsync(
            Pair,
            new WorkloadOptions
            {
                Duration = duration,
                Rate = rate,
                Clients = clients,
            },
            new LagOptions { Interval = BetweenSamples, Heartbeat = true },
            progress: null,
            CellStop.Or(cancellationToken)
        );

    /// <summary>Kills all processes of a node; the leader's without a name.</summary>
    /// <exception cref="ReplicaException"><c>NodeNotRunning</c>, <c>NodeNotFound</c>, <c>PairBusy</c>.</exception>
    public Task<Fault> CrashAsync(string? node = null, CancellationToken cancellationToken = default) =>
        CrashFault.InjectAsync(Pair, Pair.Node(node ?? Leader), CrashMethod.Kill, CellStop.Or(cancellationToken));

    /// <summary>Cuts a node off from the others, the leader without a name; clients still reach it.</summary>
    /// <param name="node">The node's name; null is the leader.</param>
    /// <param name="silent">Whether nobody is told, as when a cable is pulled; else connections are reset.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The fault: <c>await using</c> heals it at the end of the scope.</returns>
    public Task<Fault> CutAsync(
        string? node = null,
        bool silent = false,
        CancellationToken cancellationToken = default
    ) =>
        NetworkFault.InjectAsync(
            Pair,
            Pair.Node(node ?? Leader),
            network => network with { Cut = silent ? NetworkCut.Silent : NetworkCut.Reset },
            CellStop.Or(cancellationToken)
        );

    /// <summary>Makes the line between a node and the others slow or narrow, the first follower's without a name.</summary>
    /// <param name="node">The node's name; null is the first follower.</param>
    /// <param name="delay">How much longer a byte takes each way.</param>
    /// <param name="bytesPerSecond">How many bytes pass in a second each way; 0 for no limit.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The fault: <c>await using</c> heals it at the end of the scope.</returns>
    public Task<Fault> SlowAsync(
        string? node = null,
        TimeSpan delay = default,
        long bytesPerSecond = 0,
        CancellationToken cancellationToken = default
    ) =>
        NetworkFault.InjectAsync(
            Pair,
            node is null ? Pair.Follower(null) : Pair.Node(node),
            network => network with { Delay = delay, BytesPerSecond = bytesPerSecond },
            CellStop.Or(cancellationToken)
        );

    /// <summary>Fails the pair over to the follower that has the most.</summary>
    /// <exception cref="ReplicaException"><c>LeaderHealthy</c>, <c>NoEligibleCandidate</c> and others.</exception>
    public Task<FailoverResult> FailoverAsync(CancellationToken cancellationToken = default) =>
        FailoverCoordinator.RunAsync(Pair, new FailoverOptions(), progress: null, CellStop.Or(cancellationToken));

    /// <summary>Isolates the leader, writes to it, destroys it, promotes a follower, and looks what is lost.</summary>
    /// <param name="count">How many rows are written to the isolated leader.</param>
    /// <param name="before">How many rows are written, and arrive, before.</param>
    /// <param name="after">How many rows are written to the new leader.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ReplicaException"><c>FollowerNotStreaming</c>, <c>NoFollower</c> and others.</exception>
    public Task<DataLossResult> LoseAsync(
        int count = 20,
        int before = 0,
        int after = 0,
        CancellationToken cancellationToken = default
    ) =>
        DataLossDrill.RunAsync(
            Pair,
            new DataLossOptions
            {
                Count = count,
                Before = before,
                After = after,
            },
            progress: null,
            CellStop.Or(cancellationToken)
        );

    /// <summary>
    /// Kills the leader while clients write to it, fails over while they go on, and looks what is lost. Nobody cuts the
    /// leader off: what the followers lack is what they had not received yet.
    /// </summary>
    /// <param name="rate">Writes a second.</param>
    /// <param name="seconds">How long they write before the crash.</param>
    /// <param name="after">How many seconds later they stop, the failover included.</param>
    /// <param name="clients">How many clients write at once.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ReplicaException"><c>NoLeader</c>, <c>NoEligibleCandidate</c> and others.</exception>
    public Task<DataLossResult> CrashUnderLoadAsync(
        double rate = 400,
        double seconds = 1,
        double after = 1,
        int clients = 4,
        CancellationToken cancellationToken = default
    ) =>
        CrashUnderLoad.RunAsync(
            Pair,
            new WorkloadOptions
            {
                Duration = TimeSpan.FromSeconds(seconds + after),
                Rate = rate,
                Clients = clients,
            },
            TimeSpan.FromSeconds(seconds),
            CellStop.Or(cancellationToken)
        );

    /// <summary>Sets which followers a commit waits for.</summary>
    /// <exception cref="ReplicaException"><c>NoFollower</c>, <c>PairBusy</c>.</exception>
    public Task SetModeAsync(ReplicationMode mode, CancellationToken cancellationToken = default) =>
        Modes.SetAsync(Pair, mode, CommitLevel.On, CellStop.Or(cancellationToken));

    /// <summary>Closes the pair; its servers run on.</summary>
    public ValueTask DisposeAsync() => Pair.DisposeAsync();
}
