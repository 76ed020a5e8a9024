using System.Management.Automation;

namespace ReplicaShell.Commands.Infrastructure;

/// <summary>
/// Holds the newest progress until it is due: hosts draw slowly, so at most five a second reach them, and the last one
/// always does, however long the work then stays silent.
/// </summary>
internal sealed class ProgressSlot(TimeProvider time)
{
    private static readonly TimeSpan s_least = TimeSpan.FromMilliseconds(200);

    private ProgressRecord? _newest;
    private long? _shownAt;

    /// <summary>Whether anything was shown, and so has to be taken away at the end.</summary>
    internal bool HasShown => _shownAt is not null;

    /// <summary>How long the pipeline thread may sleep before it has to look again.</summary>
    internal TimeSpan Wait
    {
        get
        {
            if (Volatile.Read(ref _newest) is null)
            {
                return Timeout.InfiniteTimeSpan;
            }

            TimeSpan left = _shownAt is { } at ? s_least - time.GetElapsedTime(at) : TimeSpan.Zero;
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    /// <summary>Puts a newer record in place of the one that waits. From any thread.</summary>
    /// <param name="record">What to show.</param>
    /// <returns>Whether the slot was empty, so that the pipeline thread has to be woken.</returns>
    internal bool Put(ProgressRecord record) => Interlocked.Exchange(ref _newest, record) is null;

    /// <summary>Takes the record if it is due. From the pipeline thread alone.</summary>
    /// <returns>What to show now, or null.</returns>
    internal ProgressRecord? TakeDue()
    {
        if (Wait != TimeSpan.Zero)
        {
            return null;
        }

        _shownAt = time.GetTimestamp();
        return Interlocked.Exchange(ref _newest, null);
    }
}
