using ReplicaShell.Errors;
using ReplicaShell.Provisioning;
using ReplicaShell.Topology;

namespace ReplicaShell.Pairs;

/// <summary>Which followers a commit waits for: sets it on the leader, live, and keeps it with the pair.</summary>
public static class Modes
{
    /// <summary>Sets a mode that needs no number, or Quorum with that of a majority.</summary>
    /// <exception cref="ReplicaException"><c>NoFollower</c>, <c>NoLeader</c>, <c>NodeUnreachable</c>, <c>PairBusy</c>.</exception>
    public static Task<IReadOnlyList<string>> SetAsync(
        Pair pair,
        ReplicationMode mode,
        CommitLevel commit,
        CancellationToken cancellationToken
    ) => SetAsync(pair, mode, quorum: null, commit, cancellationToken);

    /// <summary>
    /// Sets the mode and returns when new statements follow it and the leader says of every follower that streams that
    /// commits wait for it. Writers that wait already are freed at once by Async, and within a second by a mode that
    /// needs fewer followers than answer.
    /// </summary>
    /// <param name="pair">The pair.</param>
    /// <param name="mode">The mode.</param>
    /// <param name="quorum">How many followers in mode Quorum; null: so many that a majority of the nodes has each write.</param>
    /// <param name="commit">How far a follower must have got.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>What the caller should know, a sentence each: what the mode comes to, and whom writes wait for in vain.</returns>
    /// <exception cref="ReplicaException">
    /// <c>InvalidQuorum</c>, <c>NoFollower</c>, <c>NoLeader</c>, <c>NodeUnreachable</c>, <c>PairBusy</c>.
    /// </exception>
    public static async Task<IReadOnlyList<string>> SetAsync(
        Pair pair,
        ReplicationMode mode,
        int? quorum,
        CommitLevel commit,
        CancellationToken cancellationToken
    )
    {
        await using var held = await pair.LockAsync(cancellationToken);
        var followers = pair.Followers.Count();
        if (mode != ReplicationMode.Async && followers == 0)
        {
            throw NodeErrors.NoFollower(pair.Definition);
        }

        var changed = pair.Definition with
        {
            Mode = mode,
            Quorum = ModeRules.Quorum(mode, quorum, followers),
            Commit = commit,
        };
        var missing = await ApplyAsync(pair, changed, cancellationToken);
        await pair.SaveAsync(changed, cancellationToken);
        return [.. new[] { ModeRules.Note(changed), InVain(changed, missing) }.OfType<string>()];
    }

    /// <summary>Sets the kept mode again, because the followers have changed.</summary>
    internal static Task ReapplyAsync(Pair pair, CancellationToken cancellationToken) =>
        pair.Definition.Mode == ReplicationMode.Async
            ? Task.CompletedTask
            : ApplyAsync(pair, pair.Definition, cancellationToken);

    /// <summary>What the server of a pair's leader must wait for.</summary>
    internal static string Names(PairDefinition pair) =>
        SynchronousStandbys.Names(pair.Mode, pair.Quorum, [.. pair.Following.Select(node => node.Name)]);

    /// <returns>The followers of which the leader does not say that commits wait for them.</returns>
    private static async Task<IReadOnlyList<string>> ApplyAsync(
        Pair pair,
        PairDefinition wanted,
        CancellationToken cancellationToken
    )
    {
        var names = Names(wanted);
        await using var leader = await pair.ConnectAsync(pair.Leader, cancellationToken);
        await SynchronousStandbys.ApplyAsync(leader, names, wanted.Commit, cancellationToken);
        if (!await SynchronousStandbys.AwaitAsync(leader, names, wanted.Commit, cancellationToken))
        {
            throw NodeErrors.NodeUnreachable(pair.Definition, pair.Leader);
        }

        // One that is down, frozen or cut off is not waited for: the mode may be set because of it.
        var able = await Streaming.AbleAsync(pair, wanted.Following, cancellationToken);
        var missing = await SynchronousStandbys.AwaitFollowersAsync(leader, wanted.Mode, able, cancellationToken);
        return [.. wanted.Following.Select(node => node.Name).Where(name => !able.Contains(name)), .. missing];
    }

    private static string? InVain(PairDefinition pair, IReadOnlyList<string> missing)
    {
        var (waitedFor, streaming) = (ModeRules.WaitedFor(pair), pair.Following.Count() - missing.Count);
        return streaming >= waitedFor
            ? null
            : $"{ModeRules.WritesWait(pair, streaming)}, without "
                + $"{string.Join(", ", missing)}. Set-ReplicationMode {pair.Name} Async frees them.";
    }
}
