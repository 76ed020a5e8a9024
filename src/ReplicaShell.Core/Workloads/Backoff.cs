namespace ReplicaShell.Workloads;

/// <summary>Pauses between attempts to reach a leader: short at first, doubling, bounded.</summary>
/// <remarks>The bound is short because a client measures how long the failover takes; a real one would wait longer.</remarks>
internal sealed class Backoff
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(80);

    private TimeSpan _next = Shortest;

    public void Pause(CancellationToken cancellationToken)
    {
        var pause = _next;
        _next = pause * 2 > Longest ? Longest : pause * 2;
        cancellationToken.WaitHandle.WaitOne(pause);
        cancellationToken.ThrowIfCancellationRequested();
    }

    public void Reset() => _next = Shortest;
}
