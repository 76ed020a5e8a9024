using System.Diagnostics.CodeAnalysis;
using ReplicaShell.Link.Contract;

namespace ReplicaShell.Link.Relay;

/// <summary>
/// What a route does to bytes at present. Replaced as a whole and never changed, so that a waiter who has read it can
/// wait for its end.
/// </summary>
[SuppressMessage(
    "Reliability",
    "CA1001",
    Justification = "The source has no timer and no handle, and waiters may still link to it when it is replaced."
)]
internal sealed class Conditions(LinkRoute route)
{
    private const int LargestQueue = 4 * 1024 * 1024;
    private readonly CancellationTokenSource replaced = new();

    /// <summary>The route as it was configured.</summary>
    public LinkRoute Route => route;

    /// <summary>Whether bytes are held back by time: such bytes queue, so that reading goes on meanwhile.</summary>
    public bool IsDelayed { get; } = route.DelayMilliseconds > 0 || route.JitterMilliseconds > 0;

    /// <summary>Whether there is nothing to wait for.</summary>
    public bool IsPlain { get; } =
        route is { Cut: LinkCut.None, DelayMilliseconds: <= 0, JitterMilliseconds: <= 0, BytesPerSecond: <= 0 };

    /// <summary>
    /// Bytes that may be under way in one direction of one connection. Under a bandwidth no more than the line itself
    /// holds, twice over: a longer queue would add a delay that nobody asked for.
    /// </summary>
    public long QueueLimit { get; } =
        route.BytesPerSecond == 0
            ? LargestQueue
            : (long)
                Math.Clamp(
                    2.0 * route.BytesPerSecond * (route.DelayMilliseconds + route.JitterMilliseconds) / 1000,
                    Chunk.LargestSize,
                    LargestQueue
                );

    /// <summary>Cancelled when other conditions have come into force.</summary>
    public CancellationToken Replaced => replaced.Token;

    /// <summary>How long a chunk that drew <paramref name="luck"/> (0 to 1) is under way.</summary>
    public TimeSpan DelayOf(double luck) =>
        TimeSpan.FromMilliseconds(route.DelayMilliseconds + (route.JitterMilliseconds * luck));

    /// <summary>Wakes everybody who waits under these conditions; the new ones must be in force already.</summary>
    public Task RetireAsync() => replaced.CancelAsync();
}
