namespace ReplicaShell.Failover.Watching;

/// <summary>The votes of the witnesses at one moment.</summary>
/// <param name="Down">The names of those that say that the leader is gone.</param>
/// <param name="FailingFor">For how long their probes have failed; zero when none does.</param>
/// <param name="Majority">How many decide.</param>
internal sealed record WitnessVotes(IReadOnlyList<string> Down, TimeSpan FailingFor, int Majority)
{
    /// <summary>Whether the leader counts as gone.</summary>
    public bool IsDecided => Down.Count >= Majority;

    /// <summary>Whether some say so, but too few.</summary>
    public bool IsOutvoted => Down.Count > 0 && !IsDecided;

    /// <summary>Counts the votes.</summary>
    public static WitnessVotes Count(IEnumerable<Witness> witnesses, int majority)
    {
        var down = witnesses.Select(one => (one.Name, one.Vote)).Where(one => one.Vote.IsDown).ToList();
        return new WitnessVotes(
            [.. down.Select(one => one.Name)],
            down.Select(one => one.Vote.FailingFor).DefaultIfEmpty().Max(),
            majority
        );
    }
}
