using ReplicaShell.Topology;

namespace ReplicaShell.Replication;

/// <summary>Where the leader was when, as far back as the follower is behind: it turns a position into an age.</summary>
internal sealed class LeaderHistory
{
    private const int Capacity = 256;
    private static readonly TimeSpan Resolution = TimeSpan.FromMilliseconds(10);
    private readonly List<(TimeSpan At, Lsn Position)> _marks = new(Capacity);

    /// <summary>Adds the leader's position, and drops what the follower has reached.</summary>
    public void Record(TimeSpan at, Lsn leader, Lsn follower)
    {
        var reached = 0;
        while (reached < _marks.Count && _marks[reached].Position <= follower)
        {
            reached++;
        }

        _marks.RemoveRange(0, reached);
        if (leader <= follower || (_marks.Count > 0 && !IsNews(at, leader)))
        {
            return;
        }

        if (_marks.Count == Capacity)
        {
            HalveResolution();
        }

        _marks.Add((at, leader));
    }

    /// <summary>How long ago the leader was first seen beyond the follower; zero when the follower is not behind.</summary>
    public TimeSpan Age(TimeSpan at) => _marks.Count > 0 ? at - _marks[0].At : TimeSpan.Zero;

    /// <summary>Forgets everything: positions of another timeline mean something else.</summary>
    public void Clear() => _marks.Clear();

    private bool IsNews(TimeSpan at, Lsn leader) => leader > _marks[^1].Position && at - _marks[^1].At >= Resolution;

    private void HalveResolution()
    {
        var kept = 0;
        _marks.RemoveAll(_ => kept++ % 2 == 1);
    }
}
