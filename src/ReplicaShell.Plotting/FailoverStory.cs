using ReplicaShell.Checkers;
using ReplicaShell.Drills;
using ReplicaShell.Failover;
using ReplicaShell.History;
using ReplicaShell.Workloads;

namespace ReplicaShell.Plotting;

/// <summary>What a failover's picture tells, whichever results it was put together from.</summary>
internal sealed record FailoverStory
{
    public required FailoverResult Failover { get; init; }

    /// <summary>What was lost; null when nobody checked.</summary>
    public Verdict? Verdict { get; init; }

    /// <summary>The writes; null when nobody recorded any.</summary>
    public OperationHistory? History { get; init; }

    /// <summary>When the leader was cut off; null when it was not.</summary>
    public DateTimeOffset? CutAt { get; init; }

    /// <summary>When the leader crashed; null when that is not known.</summary>
    public DateTimeOffset? CrashedAt { get; init; }

    public required DateTimeOffset RecoveredAt { get; init; }

    /// <summary>The mode in which the writes were made; null when it is not known.</summary>
    public string? Mode { get; init; }

    /// <summary>The zero of the time axis.</summary>
    public DateTimeOffset Zero => CrashedAt ?? Failover.StartedAt;

    public DateTimeOffset PromotedAt =>
        Failover.StartedAt + Failover.Detect + Failover.Elect + Failover.Fence + Failover.Promote;

    public string Title =>
        CrashedAt is null
            ? $"{Failover.Pair}: {Failover.NewLeader} took over from {Failover.OldLeader}{InMode}"
            : $"{Failover.Pair}: {Failover.OldLeader} crashed, {Failover.NewLeader} took over{InMode}";

    private string InMode => Mode is null ? "" : $" (mode {Mode})";

    public static FailoverStory Of(DataLossResult drill) =>
        new()
        {
            Failover = drill.Failover,
            Verdict = drill.Verdict,
            History = drill.History,
            CutAt = drill.CutAt,
            CrashedAt = drill.CrashedAt,
            RecoveredAt = drill.RecoveredAt,
            Mode = drill.Mode.ToString(),
        };

    public static FailoverStory Of(FailoverResult failover, WorkloadResult? workload, Verdict? verdict) =>
        new()
        {
            Failover = failover,
            Verdict = verdict,
            History = workload?.History,
            RecoveredAt = failover.StartedAt + failover.Total,
        };

    /// <summary>The write that proves the loss; null when nothing was lost, or nobody recorded the writes.</summary>
    public CounterexampleMark? Counterexample =>
        History is not null && Verdict?.Counterexample is { } operation ? CounterexampleMark.Of(operation, this) : null;

    /// <summary>Each write with the moment at which its outcome was known, in seconds from <see cref="Zero"/>.</summary>
    public IEnumerable<(double Second, WriteFate Fate)> Writes()
    {
        if (History is null)
        {
            yield break;
        }

        var lost = Verdict?.LostKeys.ToHashSet() ?? [];
        var start = Second(History.StartedAt);
        foreach (var operation in History)
        {
            if (operation.Kind == OperationKind.Write)
            {
                var fate = operation.Outcome switch
                {
                    Outcome.Ok => lost.Contains(operation.Key) ? WriteFate.Lost : WriteFate.Kept,
                    Outcome.Failed => WriteFate.Failed,
                    _ => WriteFate.Unknown,
                };
                yield return (start + operation.Completed.TotalSeconds, fate);
            }
        }
    }

    /// <summary>A moment in seconds from <see cref="Zero"/>.</summary>
    public double Second(DateTimeOffset moment) => (moment - Zero).TotalSeconds;

    /// <summary>The verdict in a line.</summary>
    public string Summary()
    {
        var down = $"no leader for {Units.Time(RecoveredAt - Zero)}";
        if (Verdict is null)
        {
            return char.ToUpperInvariant(down[0]) + down[1..];
        }

        var parts = new List<string>
        {
            $"{Units.Count(Verdict.Acknowledged)} acknowledged",
            $"{Units.Count(Verdict.Lost)} lost",
        };
        if (Verdict.Unknown > 0)
        {
            parts.Add($"{Units.Count(Verdict.Unknown)} unknown");
        }

        if (Verdict.Failed > 0)
        {
            parts.Add($"{Units.Count(Verdict.Failed)} failed");
        }

        return $"{string.Join(", ", parts)}; {down}";
    }
}
