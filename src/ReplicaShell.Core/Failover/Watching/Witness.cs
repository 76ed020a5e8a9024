using ReplicaShell.Failover.Detection;

namespace ReplicaShell.Failover.Watching;

/// <summary>
/// An observer that asks the leader again and again, over a way of its own, and votes by what it sees: that every probe has
/// failed for as long as the time-out.
/// </summary>
/// <param name="name">Its name.</param>
/// <param name="ask">Asks the leader once.</param>
/// <param name="options">The time-out and the pauses.</param>
/// <param name="time">The clock.</param>
internal sealed class Witness(
    string name,
    Func<CancellationToken, Task<ProbeReading>> ask,
    FailoverWatchOptions options,
    TimeProvider time
)
{
    private readonly Lock _gate = new();
    private readonly DetectionWindow _window = new(options.DetectionTimeout, time);

    public string Name => name;

    /// <summary>How often probes failed and then succeeded before the time-out.</summary>
    public int SpuriousFailures { get; private set; }

    /// <summary>What it votes, and for how long its probes have failed; zero while it has no complaint.</summary>
    public (bool IsDown, TimeSpan FailingFor) Vote
    {
        get
        {
            lock (_gate)
            {
                return (_window.IsDown, _window.FailingFor);
            }
        }
    }

    /// <summary>Asks until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var reading = await ask(cancellationToken);
            Take(reading);
            await Task.Delay(options.ProbeInterval, time, cancellationToken);
        }
    }

    /// <summary>Takes a probe that has just ended into account.</summary>
    public void Take(ProbeReading reading)
    {
        lock (_gate)
        {
            SpuriousFailures += reading.IsHealthy && _window is { ConsecutiveFailures: > 0, IsDown: false } ? 1 : 0;
            _window.Add(reading);
        }
    }

    /// <summary>Begins anew, because another node leads.</summary>
    public void Reset()
    {
        lock (_gate)
        {
            _window.Reset();
        }
    }
}
