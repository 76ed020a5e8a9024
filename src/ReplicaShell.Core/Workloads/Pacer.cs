using ReplicaShell.History;

namespace ReplicaShell.Workloads;

/// <summary>Says when each operation of an open loop is due: evenly spaced, whatever became of the ones before.</summary>
/// <param name="rate">Operations a second, or null for no pace at all.</param>
/// <param name="duration">From when on none is due any more.</param>
/// <param name="enough">Cancelled when none is due any more before that.</param>
internal sealed class Pacer(double? rate, TimeSpan duration, CancellationToken enough = default)
{
    private readonly double _ticksBetween = TimeSpan.TicksPerSecond / rate ?? 0;
    private long _taken = -1;

    /// <summary>Takes the next operation for a client.</summary>
    /// <param name="now">The time since the start.</param>
    /// <param name="due">When it is due; without a pace at once.</param>
    /// <returns>False when there is none left.</returns>
    public bool TryTake(TimeSpan now, out TimeSpan due)
    {
        due = now;
        if (now >= duration || enough.IsCancellationRequested)
        {
            return false;
        }

        if (rate is not null)
        {
            due = new TimeSpan((long)(Interlocked.Increment(ref _taken) * _ticksBetween));
        }

        return due < duration;
    }

    /// <summary>
    /// Waits until an operation is due, never less: timers count whole milliseconds, and may ring a little early.
    /// </summary>
    public static void Until(TimeSpan due, ClientRecorder clock, CancellationToken cancellationToken)
    {
        for (var left = due - clock.Elapsed; left > TimeSpan.Zero; left = due - clock.Elapsed)
        {
            cancellationToken.WaitHandle.WaitOne(TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)));
            cancellationToken.ThrowIfCancellationRequested();
        }
    }
}
