using ReplicaShell.Errors;

namespace ReplicaShell.Topology;

/// <summary>What a mode asks of a pair, and how many followers a commit waits for in it.</summary>
internal static class ModeRules
{
    /// <summary>
    /// The number that is kept as the pair's quorum: that of a caller who gave one, else so many that, with the leader, a
    /// majority of the nodes has each write; 0 in the other modes, whose number follows from the followers.
    /// </summary>
    /// <param name="mode">The mode.</param>
    /// <param name="quorum">The number that was asked for; null where none was.</param>
    /// <param name="followers">How many followers there are to wait for.</param>
    /// <exception cref="ReplicaException"><c>InvalidQuorum</c>.</exception>
    public static int Quorum(ReplicationMode mode, int? quorum, int followers)
    {
        if (mode != ReplicationMode.Quorum)
        {
            return quorum is null ? 0 : throw PairErrors.InvalidQuorum($"The mode {mode} has no number.", followers);
        }

        var number = quorum ?? Math.Max(1, (followers + 1) / 2);
        return number >= 1 && number <= followers
            ? number
            : throw PairErrors.InvalidQuorum($"A commit cannot wait for {number} of {followers}.", followers);
    }

    /// <summary>How many followers a commit waits for.</summary>
    /// <param name="pair">The pair.</param>
    public static int WaitedFor(PairDefinition pair) => WaitedFor(pair.Mode, pair.Quorum, pair.Following.Count());

    /// <summary>The same for a mode and a number of followers.</summary>
    public static int WaitedFor(ReplicationMode mode, int quorum, int followers) =>
        mode switch
        {
            ReplicationMode.Async => 0,
            ReplicationMode.SemiSync => 1,
            ReplicationMode.Quorum => quorum,
            _ => followers,
        };

    /// <summary>Says that writes wait in vain.</summary>
    /// <param name="pair">The pair.</param>
    /// <param name="streaming">How many of the followers that commits may wait for stream.</param>
    public static string WritesWait(PairDefinition pair, int streaming)
    {
        var waited = WaitedFor(pair);
        var followers = waited == 1 ? "a follower" : $"{waited} followers";
        var stream = streaming switch
        {
            0 => "none streams",
            1 => "one streams",
            _ => $"{streaming} stream",
        };
        return $"Writes wait: {pair.Mode} waits for {followers} and {stream}";
    }

    /// <summary>What the mode comes to with the followers that there are, where its name alone would mislead; else null.</summary>
    public static string? Note(PairDefinition pair) =>
        pair.Mode is ReplicationMode.SemiSync or ReplicationMode.Quorum
        && pair.Following.Count() is var followers
        && WaitedFor(pair) == followers
            ? followers == 1
                ? $"With one follower {pair.Mode} is Sync: every commit waits for {pair.Following.First().Name}."
                : $"A quorum of {followers} of {followers} followers is Sync: every commit waits for all of them."
            : null;
}
