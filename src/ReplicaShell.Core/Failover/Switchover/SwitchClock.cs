using System.Diagnostics;

namespace ReplicaShell.Failover.Switchover;

/// <summary>Measures the phases of a switchover.</summary>
internal sealed class SwitchClock
{
    private readonly List<SwitchPhase> _phases = [];
    private TimeSpan _last;

    /// <summary>When it began, in UTC.</summary>
    public DateTimeOffset StartedAt { get; } = DateTimeOffset.UtcNow;

    /// <summary>The same as a timestamp of <see cref="Stopwatch"/>.</summary>
    public long Zero { get; } = Stopwatch.GetTimestamp();

    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(Zero);

    /// <summary>The phases, in the order in which they began, of equals the shorter first.</summary>
    public IReadOnlyList<SwitchPhase> Phases
    {
        get
        {
            lock (_phases)
            {
                return [.. _phases.OrderBy(phase => phase.Begin).ThenBy(phase => phase.Duration)];
            }
        }
    }

    /// <summary>Ends a phase that began where the one before ended.</summary>
    public void End(string name)
    {
        var now = Elapsed;
        Add(new SwitchPhase(name, _last, now - _last));
        _last = now;
    }

    /// <summary>Measures work that goes on beside the phases; it begins where the last phase ended.</summary>
    public async Task<T> MeasureAsync<T>(string name, Task<T> work)
    {
        var begin = _last;
        try
        {
            return await work;
        }
        finally
        {
            Add(new SwitchPhase(name, begin, Elapsed - begin));
        }
    }

    private void Add(SwitchPhase phase)
    {
        lock (_phases)
        {
            _phases.Add(phase);
        }
    }
}
