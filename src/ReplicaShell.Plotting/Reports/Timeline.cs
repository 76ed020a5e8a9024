using System.Globalization;
using ReplicaShell.History;

namespace ReplicaShell.Plotting.Reports;

/// <summary>The moments of a failover in order.</summary>
internal static class Timeline
{
    /// <summary>The table of the moments, as times of day and from the zero of the story.</summary>
    public static Table Of(FailoverStory story) =>
        new(
            ["Time", $"From {(story.CrashedAt is null ? "its beginning" : "the crash")}", "What"],
            [
                .. Moments(story)
                    .OrderBy(moment => moment.At)
                    .Select(moment =>
                        (IReadOnlyList<string>)[Clock(moment.At), Offset(moment.At - story.Zero), moment.What]
                    ),
            ]
        );

    private static IEnumerable<(DateTimeOffset At, string What)> Moments(FailoverStory story)
    {
        var failover = story.Failover;
        var at = failover.StartedAt;
        yield return (at, "the failover begins to look at the leader");
        yield return (at += failover.Detect, $"{failover.OldLeader} is known to be gone");
        yield return (at += failover.Elect, $"{failover.NewLeader} is elected");
        if (failover.Fence > TimeSpan.Zero)
        {
            yield return (at += failover.Fence, $"{failover.OldLeader} is fenced");
        }

        yield return (at + failover.Promote, $"{failover.NewLeader} is promoted, timeline {failover.NewTimeline}");
        yield return (story.RecoveredAt, $"{failover.NewLeader} acknowledges its first write");
        if (story.CutAt is { } cut)
        {
            yield return (cut, $"{failover.OldLeader} is cut off from its followers");
        }

        if (story.CrashedAt is { } crash)
        {
            yield return (crash, $"the last process of {failover.OldLeader} is gone");
        }

        if (story.History is { Count: > 0 } history)
        {
            foreach (var moment in Writes(history, story))
            {
                yield return moment;
            }
        }
    }

    private static IEnumerable<(DateTimeOffset At, string What)> Writes(OperationHistory history, FailoverStory story)
    {
        yield return (history.TimeOf(history[0].Invoked), "the first operation is sent");
        var last = history.MaxBy(operation => operation.Completed);
        yield return (history.TimeOf(last.Completed), "the last operation has ended");
        if (story.Verdict?.Counterexample is { } lost)
        {
            yield return (
                history.TimeOf(lost.Completed),
                FormattableString.Invariant($"key {lost.Key} is acknowledged, the first of those that are lost")
            );
        }
    }

    /// <summary>A time of day, in UTC.</summary>
    public static string Clock(DateTimeOffset at) =>
        at.UtcDateTime.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);

    /// <summary>How long before or after the zero of a story.</summary>
    public static string Offset(TimeSpan time) => (time < TimeSpan.Zero ? "-" : "+") + Units.Time(time.Duration());
}
