using ReplicaShell.Topology;

namespace ReplicaShell.Replication.Alerts;

/// <summary>
/// How long a follower has lacked WAL and replayed nothing. The time counts from the first sample that saw the gap: the age
/// of the last transaction would count the hours in which nobody wrote.
/// </summary>
internal sealed class Standstill
{
    private (DateTimeOffset At, Lsn? Replayed)? _since;

    /// <summary>Takes a sample; the time until it, or zero while the follower moves or lacks nothing.</summary>
    /// <param name="at">The moment.</param>
    /// <param name="lagBytes">What it lacks; null when that is not known, which neither begins nor ends a standstill.</param>
    /// <param name="replayed">How far it has replayed.</param>
    public TimeSpan Observe(DateTimeOffset at, long? lagBytes, Lsn? replayed)
    {
        if (lagBytes is 0 || (_since is { } since && replayed is not null && replayed != since.Replayed))
        {
            _since = null;
        }

        if (lagBytes > 0)
        {
            _since ??= (at, replayed);
        }

        return _since is { } begin ? at - begin.At : TimeSpan.Zero;
    }
}
