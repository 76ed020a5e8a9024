namespace ReplicaShell.Failover.Detection;

/// <summary>
/// Counts failed probes in a row, over a time-out. A leader is down when every probe has failed for as long as the
/// time-out; one that succeeds begins the count anew. At a time-out of zero the first failed probe is enough. It asks
/// nobody and waits for nothing, so it serves a failover that somebody orders and a watcher alike.
/// </summary>
/// <param name="timeout">How long every probe must have failed.</param>
/// <param name="time">The clock; null means the system's.</param>
public sealed class DetectionWindow(TimeSpan timeout, TimeProvider? time = null)
{
    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private long? _failingSince;

    /// <summary>How long every probe must have failed.</summary>
    public TimeSpan Timeout { get; } = timeout;

    /// <summary>How many probes have failed since the last that succeeded.</summary>
    public int ConsecutiveFailures { get; private set; }

    /// <summary>When the first of these failed probes began, in UTC; null while there is none.</summary>
    public DateTimeOffset? FailingSince { get; private set; }

    /// <summary>
    /// From the beginning of the first of these failed probes to the end of the last; zero while there is none. A probe
    /// of a frozen server counts with all the time that it waited.
    /// </summary>
    public TimeSpan FailingFor { get; private set; }

    /// <summary>The last probe; null before the first.</summary>
    public ProbeReading? Last { get; private set; }

    /// <summary>Whether the leader counts as gone.</summary>
    public bool IsDown => ConsecutiveFailures > 0 && FailingFor >= Timeout;

    /// <summary>How much longer every probe must fail; zero when the leader counts as gone.</summary>
    public TimeSpan Left => FailingFor >= Timeout ? TimeSpan.Zero : Timeout - FailingFor;

    /// <summary>Takes a probe that has just ended into account.</summary>
    /// <param name="reading">The probe.</param>
    /// <returns>Whether the leader counts as gone now.</returns>
    public bool Add(ProbeReading reading)
    {
        Last = reading;
        if (reading.IsHealthy)
        {
            Reset();
            return false;
        }

        var now = _time.GetTimestamp();
        ConsecutiveFailures++;
        FailingSince ??= reading.At;
        _failingSince ??= now - (long)(reading.Took.TotalSeconds * _time.TimestampFrequency);
        FailingFor = _time.GetElapsedTime(_failingSince.Value, now);
        return IsDown;
    }

    /// <summary>Begins the count anew, as when another node leads.</summary>
    public void Reset()
    {
        ConsecutiveFailures = 0;
        FailingSince = null;
        FailingFor = TimeSpan.Zero;
        _failingSince = null;
    }
}
