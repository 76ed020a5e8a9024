using ReplicaShell.Errors;
using ReplicaShell.Pairs;

namespace ReplicaShell.Failover.Detection;

/// <summary>Phase 1: is the leader gone? One success within the time-out is enough to call the failover off.</summary>
internal static class LeaderDetection
{
    /// <summary>How long to pause between two probes.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    /// <summary>Returns when the leader has failed every probe for as long as the time-out.</summary>
    /// <returns>The probes as counted; null where no node leads.</returns>
    /// <exception cref="ReplicaException"><c>LeaderHealthy</c>.</exception>
    public static async Task<DetectionWindow?> RunAsync(
        Pair pair,
        TimeSpan timeout,
        CancellationToken cancellationToken
    )
    {
        if (pair.Definition.Leader is null)
        {
            return null;
        }

        var window = new DetectionWindow(timeout);
        while (true)
        {
            var reading = await LeaderProbe.AskAsync(
                pair,
                LeaderProbe.DefaultLimit,
                TimeProvider.System,
                cancellationToken
            );
            if (reading.IsHealthy)
            {
                throw FailoverErrors.LeaderHealthy(pair.Definition);
            }

            if (window.Add(reading))
            {
                return window;
            }

            await Task.Delay(window.Left < Interval ? window.Left : Interval, cancellationToken);
        }
    }
}
