using System.Diagnostics;

namespace ReplicaShell.Link.Relay;

/// <summary>
/// One direction of a route: counts its bytes and, under a bandwidth, says when the next ones may go. It is a token
/// bucket that keeps, instead of tokens, the moment at which the line will be free again.
/// </summary>
internal sealed class Lane
{
    /// <summary>What a sender that comes late may catch up with; timers are late by some milliseconds.</summary>
    private static readonly TimeSpan Burst = TimeSpan.FromMilliseconds(50);

    private readonly Lock gate = new();
    private long freeAt = Stopwatch.GetTimestamp();
    private long bytes;

    /// <summary>Bytes that have passed.</summary>
    public long Bytes => Interlocked.Read(ref bytes);

    /// <summary>Counts bytes that have passed.</summary>
    public void Count(int passed) => Interlocked.Add(ref bytes, passed);

    /// <summary>At most this many bytes may be taken at once, lest a change of bandwidth come late: 20 ms of the line.</summary>
    public static int SliceOf(int wanted, long bytesPerSecond) =>
        (int)Math.Min(wanted, Math.Max(1, bytesPerSecond / 50));

    /// <summary>Takes the line for <paramref name="size"/> bytes and returns zero, or returns how long it is taken yet.</summary>
    public TimeSpan Take(int size, long bytesPerSecond)
    {
        lock (gate)
        {
            var now = Stopwatch.GetTimestamp();
            var wait = freeAt > now ? Stopwatch.GetElapsedTime(now, freeAt) : TimeSpan.Zero;
            if (wait >= Connection.ShortestPause)
            {
                return wait;
            }
            var earliest = now - (long)(Burst.TotalSeconds * Stopwatch.Frequency);
            var duration = (double)size / bytesPerSecond * Stopwatch.Frequency;
            freeAt = Math.Max(freeAt, earliest) + (long)duration;
            return TimeSpan.Zero;
        }
    }
}
