using System.Diagnostics;

namespace ReplicaShell.Engines.Waiting;

/// <summary>Awaits a condition that nobody announces: it is looked at every few milliseconds, so that it is noticed at once.</summary>
internal static class Until
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(10);

    /// <summary>Returns true as soon as the condition holds, false when it did not within the time.</summary>
    public static Task<bool> TrueAsync(Func<bool> condition, TimeSpan within, CancellationToken cancellationToken) =>
        TrueAsync(_ => ValueTask.FromResult(condition()), within, cancellationToken);

    /// <summary>Returns true as soon as the condition holds, false when it did not within the time.</summary>
    public static async Task<bool> TrueAsync(
        Func<CancellationToken, ValueTask<bool>> condition,
        TimeSpan within,
        CancellationToken cancellationToken
    )
    {
        var started = Stopwatch.GetTimestamp();
        var pause = FirstPause;
        while (!await condition(cancellationToken))
        {
            var waited = Stopwatch.GetElapsedTime(started);
            if (waited >= within)
            {
                return false;
            }

            // Short at first, since most conditions hold soon; longer when the machine is slow anyway.
            await Task.Delay(pause, cancellationToken);
            pause = waited > TimeSpan.FromSeconds(1) ? LongestPause : TimeSpan.FromMilliseconds(2);
        }

        return true;
    }
}
