using Npgsql;
using ReplicaShell.Engines;
using ReplicaShell.Engines.External;
using ReplicaShell.Engines.Waiting;
using ReplicaShell.Errors;
using ReplicaShell.Failover.Detection;
using ReplicaShell.Pairs;
using ReplicaShell.Sql;
using ReplicaShell.Topology;

namespace ReplicaShell.Failover.Switchover;

/// <summary>
/// Changes the leader as planned. The old one is shut down in an orderly way, which sends all of its WAL to the followers
/// that stream; that the new one has all of it is verified before it is promoted; and the old one comes back as a follower.
/// </summary>
public static class LeaderSwitch
{
    /// <summary>Hands the leader's role over, and returns when every follower streams from the new leader.</summary>
    /// <param name="pair">The pair.</param>
    /// <param name="options">To whom.</param>
    /// <param name="progress">Told of each phase; may be null.</param>
    /// <param name="cancellationToken">Ends it before the leader is stopped; from then on it is finished.</param>
    /// <exception cref="ReplicaException">
    /// <c>LeaderUnhealthy</c>, <c>CandidateNotStreaming</c>, <c>NodeNotFound</c>, <c>NotAFollower</c>, <c>NoLeader</c>,
    /// <c>StopTimeout</c>, <c>SwitchAborted</c> (the old leader leads again), <c>PromotionTimeout</c>,
    /// <c>CandidateLost</c>, <c>UnsupportedFault</c>, <c>PairBusy</c>.
    /// </exception>
    public static async Task<SwitchResult> RunAsync(
        Pair pair,
        SwitchOptions options,
        IProgress<ProgressReport>? progress,
        CancellationToken cancellationToken
    )
    {
        await using var held = await pair.LockAsync(cancellationToken);
        return await RunLockedAsync(pair, options, progress, cancellationToken);
    }

    internal static async Task<SwitchResult> RunLockedAsync(
        Pair pair,
        SwitchOptions options,
        IProgress<ProgressReport>? progress,
        CancellationToken cancellationToken
    )
    {
        if (pair.Definition.IsForeign)
        {
            throw ExternalErrors.UnsupportedFault(pair.Definition, "stop a leader");
        }

        var phases = new SwitchClock();
        var old = pair.Leader;
        progress?.Report(new($"Looking for a follower to take over from {old.Name}", 5));
        var reading = await LeaderProbe.AskAsync(
            pair,
            LeaderProbe.DefaultLimit,
            TimeProvider.System,
            cancellationToken
        );
        if (!reading.IsHealthy)
        {
            throw SwitchErrors.LeaderUnhealthy(pair.Definition, reading);
        }

        NodeDefinition candidate;
        int timeline;
        await using (var leader = await pair.ConnectAsync(old, cancellationToken))
        {
            // A checkpoint now makes the one at the shutdown short.
            await leader.ExecuteAsync("checkpoint", cancellationToken);
            timeline = await TimelineAsync(leader, cancellationToken);
            candidate = await SwitchCandidate.ChooseAsync(pair, leader, options.Candidate, cancellationToken);
        }

        await using var connection = await pair.ConnectAsync(candidate, cancellationToken);
        await using var client = await SwitchClient.StartAsync(pair, old, candidate, phases.Zero, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        phases.End("Prepare");

        progress?.Report(new($"Stopping {old.Name}", 20));
        await pair.Engine.StopAsync(pair.Definition, old, CancellationToken.None);
        phases.End("Stop");

        progress?.Report(new($"Verifying that {candidate.Name} has all", 40));
        await VerifyAsync(pair, old, candidate, connection, options.Patience);
        phases.End("Verify");

        progress?.Report(new($"Promoting {candidate.Name}", 55));
        var after = pair.Definition with { Leader = candidate.Name };
        await PromoteAsync(pair, after, candidate, connection);
        phases.End("Promote");

        progress?.Report(new($"{old.Name} follows {candidate.Name}", 70));
        var rejoining = phases.MeasureAsync("Rejoin", RejoinAsync(pair, old, candidate));
        Abandoned.Observe(rejoining);
        var written = await client.WritesAgainAsync(options.Patience);
        phases.End("FirstWrite");
        var streaming = await rejoining;
        await client.DisposeAsync();
        var missing = pair.Followers.Select(node => node.Name).Except(streaming).ToList();
        return new SwitchResult
        {
            Pair = pair.Name,
            OldLeader = old.Name,
            NewLeader = candidate.Name,
            OldTimeline = timeline,
            NewTimeline = await TimelineAsync(connection, CancellationToken.None),
            Mode = after.Mode,
            StartedAt = phases.StartedAt,
            Phases = phases.Phases,
            LastWriteBefore = client.LastBefore,
            FirstWriteAfter = client.FirstAfter,
            Acknowledged = client.Acknowledged,
            Unknown = client.Unknown,
            Total = phases.Elapsed,
            Streaming = streaming,
            Warning = Warn(pair, candidate, written ? null : options.Patience, missing),
        };
    }

    private static string? Warn(Pair pair, NodeDefinition candidate, TimeSpan? waited, List<string> missing)
    {
        var warnings = new List<string>();
        if (waited is { } time)
        {
            warnings.Add($"{candidate.Name} did not acknowledge a write within {time.TotalSeconds:0} s.");
        }

        warnings.AddRange(
            missing.Select(name =>
                $"{name} does not stream from {candidate.Name}: Repair-ReplicaNode {pair.Name} {name}."
            )
        );
        return warnings.Count == 0 ? null : string.Join(' ', warnings);
    }

    /// <summary>The old leader can come back only as a standby, and the candidate has its last record.</summary>
    private static async Task VerifyAsync(
        Pair pair,
        NodeDefinition old,
        NodeDefinition candidate,
        NpgsqlConnection connection,
        TimeSpan patience
    )
    {
        var why = "its server did not answer";
        try
        {
            var control = ControlFile.Parse(
                await pair.Engine.ReadControlFileAsync(pair.Definition, old, CancellationToken.None)
            );
            why = $"it did not receive the last WAL of {old.Name}, up to {control.Checkpoint}";
            var hasAll =
                control.WasShutDown
                && await Until.TrueAsync(
                    async token =>
                        await connection.ScalarAsync(
                            $"select {ReceivedWal.Lsn} > '{control.Checkpoint}'::pg_lsn",
                            token
                        )
                            is true,
                    patience,
                    CancellationToken.None
                );
            if (hasAll)
            {
                await pair.Engine.BarWritesAsync(pair.Definition, old, CancellationToken.None);
                return;
            }
        }
        catch (Exception e) when (e is NpgsqlException or ReplicaException { EngineIsSilent: false })
        {
            why = e.Message.TrimEnd('.');
        }

        // Nothing was promoted: the old leader is as good a leader as before.
        await pair.Engine.AllowWritesAsync(pair.Definition, old, CancellationToken.None);
        await pair.Engine.StartAsync(pair.Definition, old, CancellationToken.None);
        throw SwitchErrors.SwitchAborted(pair.Definition, candidate.Name, why);
    }

    private static async Task PromoteAsync(
        Pair pair,
        PairDefinition after,
        NodeDefinition candidate,
        NpgsqlConnection connection
    )
    {
        try
        {
            await Promotion.RunAsync(after, candidate, connection, CancellationToken.None);
        }
        catch (NpgsqlException e)
        {
            throw FailoverErrors.CandidateLost(pair.Definition, candidate.Name, hasPromoted: false, e);
        }

        // At once: clients that look for the leader find it here.
        await pair.SaveAsync(after, CancellationToken.None);
    }

    /// <summary>The others and the old leader follow the new one, each over its slot.</summary>
    /// <returns>Those that stream.</returns>
    private static async Task<IReadOnlyList<string>> RejoinAsync(Pair pair, NodeDefinition old, NodeDefinition leader)
    {
        try
        {
            await Repointing.RunAsync(pair, pair.Definition, leader, CancellationToken.None);
            await pair.Engine.FollowAsync(pair.Definition, old, leader, CancellationToken.None);
            await pair.Engine.StartAsync(pair.Definition, old, CancellationToken.None);
            await Streaming.AwaitAsync(pair, pair.Followers, CancellationToken.None);
        }
        catch (Exception e) when (e is NpgsqlException or ReplicaException { EngineIsSilent: false })
        {
            // The switch is done; who does not stream is told.
        }

        return await Streaming.NamesAsync(pair, CancellationToken.None);
    }

    private static async Task<int> TimelineAsync(NpgsqlConnection leader, CancellationToken cancellationToken) =>
        (int)(await leader.ScalarAsync($"select {ReceivedWal.LeaderTimeline}", cancellationToken))!;
}
