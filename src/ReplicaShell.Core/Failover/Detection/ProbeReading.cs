namespace ReplicaShell.Failover.Detection;

/// <summary>One probe of a leader.</summary>
/// <param name="At">When it began, in UTC.</param>
/// <param name="Took">How long it took; a probe of a frozen server takes its whole limit.</param>
/// <param name="Outcome">What came of it.</param>
public sealed record ProbeReading(DateTimeOffset At, TimeSpan Took, ProbeOutcome Outcome)
{
    /// <summary>Whether the leader leads.</summary>
    public bool IsHealthy => Outcome == ProbeOutcome.Healthy;

    /// <summary>The outcome in words, without a full stop.</summary>
    public string Finding =>
        Outcome switch
        {
            ProbeOutcome.Healthy => "it answers and takes writes",
            ProbeOutcome.Gone => "its server does not run",
            ProbeOutcome.Refused => "it refuses connections",
            ProbeOutcome.Silent => FormattableString.Invariant(
                $"it takes connections and did not answer for {Took.TotalMilliseconds:0} ms"
            ),
            ProbeOutcome.CutOff => "it is cut off from the other nodes",
            _ => "it is in recovery and takes no writes",
        };
}
