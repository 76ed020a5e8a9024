using System.Diagnostics;

namespace ReplicaShell.Link.Relay;

/// <summary>
/// Waits that end within a fraction of a millisecond of their time. The runtime's own timers go by a coarse clock and
/// come up to 5 ms late on Linux, which would double a delay of 5 ms. One thread waits for the earliest moment; when
/// nobody waits, it sleeps until somebody does.
/// </summary>
internal static class Clock
{
    private static readonly object Gate = new();
    private static readonly PriorityQueue<TaskCompletionSource, long> Waits = new();
    private static bool isStarted;

    /// <summary>Ends at the moment <paramref name="wait"/> from now, or as soon as the token is cancelled.</summary>
    public static async Task WaitAsync(TimeSpan wait, CancellationToken cancellationToken)
    {
        var due = Stopwatch.GetTimestamp() + (long)(wait.TotalSeconds * Stopwatch.Frequency);
        var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var cancellation = cancellationToken.UnsafeRegister(
            static end => ((TaskCompletionSource)end!).TrySetResult(),
            end
        );
        lock (Gate)
        {
            Start();
            Waits.Enqueue(end, due);
            if (Waits.Peek() == end)
            {
                Monitor.Pulse(Gate);
            }
        }
        await end.Task;
    }

    private static void Start()
    {
        if (!isStarted)
        {
            isStarted = true;
            new Thread(Run) { IsBackground = true, Name = "clock" }.Start();
        }
    }

    private static void Run()
    {
        lock (Gate)
        {
            while (true)
            {
                if (!Waits.TryPeek(out var end, out var due))
                {
                    Monitor.Wait(Gate);
                }
                else if (MillisecondsUntil(due) is > 0 and var milliseconds)
                {
                    Monitor.Wait(Gate, milliseconds);
                }
                else
                {
                    Waits.Dequeue();
                    end.TrySetResult();
                }
            }
        }
    }

    /// <summary>Rounded to the nearest one: rounding up would make every wait half a millisecond longer in the mean.</summary>
    private static int MillisecondsUntil(long due) =>
        (int)Math.Round((due - Stopwatch.GetTimestamp()) * 1000.0 / Stopwatch.Frequency);
}
