using System.Runtime.CompilerServices;
using System.Threading.Channels;
using ReplicaShell.Pairs;
using ReplicaShell.Replication.Health;

namespace ReplicaShell.Replication.Alerts;

/// <summary>Watches a pair and says what fires and what is over, as it happens.</summary>
public static class AlertWatch
{
    /// <summary>The checks that no sample of lag shows.</summary>
    private static readonly string[] Checks =
    [
        "SingleLeader",
        "Link",
        "SynchronousStandby",
        "SlotReserve",
        "DiskSpace",
    ];

    /// <summary>Watches until the time is over, or until cancelled.</summary>
    /// <param name="pair">The pair; it must stay open as long as the watching.</param>
    /// <param name="options">When alerts fire.</param>
    /// <param name="duration">How long; null: until cancelled.</param>
    /// <param name="cancellationToken">Ends the watching.</param>
    /// <exception cref="Errors.ReplicaException">The engine cannot be asked, or no server lets the sampler in.</exception>
    public static async IAsyncEnumerable<AlertEvent> RunAsync(
        Pair pair,
        AlertOptions options,
        TimeSpan? duration,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (duration is { } time)
        {
            stop.CancelAfter(time);
        }

        var events = Channel.CreateUnbounded<AlertEvent>(new UnboundedChannelOptions { SingleReader = true });
        var rules = new AlertRules(pair.Name, options);
        var working = EndAsync(
            Task.WhenAll(
                SampleAsync(pair, options, rules, events.Writer, stop.Token),
                CheckAsync(pair, options, rules, events.Writer, stop.Token)
            ),
            events.Writer,
            stop
        );
        try
        {
            // What was found before the end is still told.
            await foreach (var found in events.Reader.ReadAllAsync(cancellationToken))
            {
                yield return found;
            }
        }
        finally
        {
            await stop.CancelAsync();
            await working;
        }
    }

    private static async Task EndAsync(Task work, ChannelWriter<AlertEvent> events, CancellationTokenSource stop)
    {
        await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        events.TryComplete(stop.IsCancellationRequested ? null : work.Exception?.InnerException);
    }

    private static async Task SampleAsync(
        Pair pair,
        AlertOptions options,
        AlertRules rules,
        ChannelWriter<AlertEvent> events,
        CancellationToken cancellationToken
    )
    {
        await using var sampler = new LagSampler(new PairSampleSource(pair));
        var lag = new LagOptions { Count = null, Interval = options.Interval };
        await foreach (var sample in sampler.SampleAsync(lag, cancellationToken))
        {
            lock (rules)
            {
                Write(events, rules.Observe(sample));
            }
        }
    }

    private static async Task CheckAsync(
        Pair pair,
        AlertOptions options,
        AlertRules rules,
        ChannelWriter<AlertEvent> events,
        CancellationToken cancellationToken
    )
    {
        while (true)
        {
            var checks = await HealthTest.RunAsync(pair, options.Thresholds, Checks, cancellationToken);
            lock (rules)
            {
                Write(events, rules.Observe(checks, [.. pair.Followers.Select(follower => follower.Name)]));
            }

            await Task.Delay(options.HealthInterval, cancellationToken);
        }
    }

    private static void Write(ChannelWriter<AlertEvent> events, IReadOnlyList<AlertEvent> found)
    {
        foreach (var one in found)
        {
            events.TryWrite(one);
        }
    }
}
