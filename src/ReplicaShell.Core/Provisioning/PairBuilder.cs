using System.Security.Cryptography;
using Npgsql;
using ReplicaShell.Engines;
using ReplicaShell.Errors;
using ReplicaShell.Topology;

namespace ReplicaShell.Provisioning;

/// <summary>Makes pairs, in the four steps of the course. Either the pair is there at the end, or nothing of it is.</summary>
internal static class PairBuilder
{
    private const int Attempts = 3;

    /// <summary>Makes a pair; the caller holds its lock.</summary>
    /// <param name="engine">Where.</param>
    /// <param name="options">What it should be.</param>
    /// <param name="progress">Told of each step; may be null.</param>
    /// <param name="cancellationToken">Ends the making.</param>
    /// <exception cref="ReplicaException">Whatever keeps it from being made; nothing of it is left.</exception>
    public static async Task<(PairDefinition Pair, PairSecrets Secrets, ServerSessions Sessions)> BuildAsync(
        INodeEngine engine,
        PairOptions options,
        IProgress<ProgressReport>? progress,
        CancellationToken cancellationToken
    )
    {
        Check(options);
        if (await engine.FindPairAsync(options.Name, cancellationToken) is not null)
        {
            throw PairErrors.PairExists(options.Name);
        }

        var secrets = new PairSecrets(RandomPassword(), RandomPassword());
        for (var attempt = 1; ; attempt++)
        {
            PairDefinition? planned = null;
            var sessions = new ServerSessions(engine, secrets);
            try
            {
                planned = await engine.PreparePairAsync(options, secrets, progress, cancellationToken);
                var context = new ProvisioningContext(engine, options, planned, secrets, sessions);
                var built = await BuildAsync(context, progress, cancellationToken);
                await engine.SavePairAsync(built, cancellationToken);
                return (built, secrets, sessions);
            }
            catch (Exception failure)
            {
                // Cancelled or failed: the old state, in which there was no such pair.
                await sessions.DisposeAsync();
                var cause = planned is null ? failure : await engine.ExplainAsync(planned, failure);
                await UndoAsync(engine, options.Name, planned, cause);
                if (planned is not null && attempt < Attempts && IsPortTaken(cause))
                {
                    continue;
                }

                if (cause is NpgsqlException)
                {
                    throw PairErrors.ProvisioningFailed(options.Name, cause);
                }

                if (cause != failure)
                {
                    throw cause;
                }

                throw;
            }
        }
    }

    /// <summary>Removes what was made, unless the engine is gone: whoever asked learns that, and removes it later.</summary>
    private static async Task UndoAsync(INodeEngine engine, string name, PairDefinition? planned, Exception cause)
    {
        try
        {
            await engine.DestroyPairAsync(name, CancellationToken.None);
        }
        catch (ReplicaException silence) when (silence.EngineIsSilent)
        {
            throw cause is ReplicaException { EngineIsSilent: true } ? cause
            : planned is null ? silence
            : await engine.ExplainAsync(planned, silence);
        }
    }

    /// <summary>A port that was free when it was chosen was taken by somebody else before it was used: there are others.</summary>
    private static bool IsPortTaken(Exception exception) =>
        exception is ReplicaException { ErrorId: nameof(EngineErrors.PortInUse) };

    private static async Task<PairDefinition> BuildAsync(
        ProvisioningContext context,
        IProgress<ProgressReport>? progress,
        CancellationToken cancellationToken
    )
    {
        // The link starts while the leader does and is copied, and the tables are made while that is copied and the
        // followers start. Whatever fails first ends the others, and nothing is left running when this returns.
        using var failure = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<NpgsqlConnection>? prepared = null;
        var network = Task.CompletedTask;
        var tables = new Lazy<Task>(() => CreateTables.RunAsync(context, failure.Token));
        try
        {
            progress?.Report(new("Step 1 of 4: preparing the leader", 5));
            // In this order, since everything else waits for the leader.
            prepared = PrepareLeader.RunAsync(context, failure.Token);
            network = context.Engine.EnsureNetworkAsync(context.Pair, failure.Token);
            var leader = await prepared;
            progress?.Report(new("Step 2 of 4: creating the replication role and the slots", 40));
            context = context.OnVersion(leader);
            await CreateReplicationRole.RunAsync(context, leader, failure.Token);
            var nodes = await CopyAsync(context, network, tables, progress, failure.Token);
            await network;
            await tables.Value;
            var built = context.Pair with { Complete = true, Leader = context.Leader.Name, Nodes = nodes };
            return await ApplyModeAsync(context with { Pair = built }, failure.Token);
        }
        catch
        {
            await failure.CancelAsync();
            await Ended(prepared ?? Task.CompletedTask);
            await Ended(network);
            await (tables.IsValueCreated ? Ended(tables.Value) : Task.CompletedTask);
            throw;
        }
        finally
        {
            await (prepared is { IsCompletedSuccessfully: true } ? prepared.Result.DisposeAsync() : default);
        }
    }

    /// <summary>Steps 3 and 4 for every follower, a few at a time.</summary>
    private static async Task<NodeDefinition[]> CopyAsync(
        ProvisioningContext context,
        Task network,
        Lazy<Task> tables,
        IProgress<ProgressReport>? progress,
        CancellationToken cancellationToken
    )
    {
        var nodes = context.Pair.Nodes.ToArray();
        var done = 0;
        await Parallel.ForEachAsync(
            Enumerable.Range(1, nodes.Length - 1),
            new ParallelOptions
            {
                CancellationToken = cancellationToken,
                MaxDegreeOfParallelism = Math.Max(2, Environment.ProcessorCount / 2),
            },
            async (index, token) =>
            {
                var follower = context.Pair.Nodes[index];
                progress?.Report(new($"Step 3 of 4: base backup for {follower.Name}", 50 + 50 * done / nodes.Length));
                nodes[index] = await TakeBaseBackup.RunAsync(context, follower, () => _ = tables.Value, token);
                progress?.Report(
                    new($"Step 4 of 4: starting and verifying {follower.Name}", 75 + 25 * done / nodes.Length)
                );
                var made = tables.Value;
                await network.WaitAsync(token);
                await context.Engine.StartAsync(context.Pair, follower, token);
                await made.WaitAsync(token);
                await StartAndVerify.VerifyAsync(context, follower, token);
                Interlocked.Increment(ref done);
            }
        );
        return nodes;
    }

    private static Task Ended(Task work) =>
        work.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);

    /// <summary>Last, when the followers stream: before, every write would wait for them.</summary>
    private static async Task<PairDefinition> ApplyModeAsync(
        ProvisioningContext context,
        CancellationToken cancellationToken
    )
    {
        var (mode, commit) = (context.Options.Mode, context.Options.Commit);
        var followers = context.Followers.Select(node => node.Name).ToList();
        var quorum = ModeRules.Quorum(mode, context.Options.Quorum, followers.Count);
        if (mode != ReplicationMode.Async || commit != CommitLevel.On)
        {
            await using var leader = await context.ConnectAsync(context.Leader, cancellationToken);
            var names = SynchronousStandbys.Names(mode, quorum, followers);
            await SynchronousStandbys.ApplyAsync(leader, names, commit, cancellationToken);
            await SynchronousStandbys.AwaitAsync(leader, names, commit, cancellationToken);
            await SynchronousStandbys.AwaitFollowersAsync(leader, mode, followers, cancellationToken);
        }

        return context.Pair with
        {
            Mode = mode,
            Quorum = quorum,
            Commit = commit,
        };
    }

    private static void Check(PairOptions options)
    {
        PairName.Check(options.Name);
        SettingRules.Check(options.Settings);
        if (options.FollowerCount is < 0 or > PairOptions.MostFollowers)
        {
            throw PairErrors.InvalidFollowerCount(options.FollowerCount);
        }

        if (options.Topology != PairTopology.LeaderFollower)
        {
            throw PairErrors.UnsupportedTopology(options.Topology.ToString());
        }

        if (options.Mode != ReplicationMode.Async && options.FollowerCount == 0)
        {
            throw PairErrors.NoFollower(options.Mode.ToString());
        }

        ModeRules.Quorum(options.Mode, options.Quorum, options.FollowerCount);
    }

    private static string RandomPassword() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
}
