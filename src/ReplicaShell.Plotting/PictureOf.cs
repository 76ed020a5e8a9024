using System.Collections;
using ReplicaShell.Checkers;
using ReplicaShell.Drills;
using ReplicaShell.Drills.SplitBrain;
using ReplicaShell.Errors;
using ReplicaShell.Failover;
using ReplicaShell.Failover.Switchover;
using ReplicaShell.Measurements;
using ReplicaShell.Replication;
using ReplicaShell.Topology;
using ReplicaShell.Workloads;

namespace ReplicaShell.Plotting;

/// <summary>Which picture belongs to which results.</summary>
internal static class PictureOf
{
    /// <summary>The picture of one result, or of several that belong together.</summary>
    /// <exception cref="ReplicaException"><c>NothingToPlot</c>.</exception>
    public static IPicture Results(object? results)
    {
        var all = Each(results);
        if (all.Count == 0)
        {
            throw PlotErrors.NothingToPlot("No result was given, so there is nothing to draw.");
        }

        if (all.FirstOrDefault(result => !IsUnderstood(result)) is { } unknown)
        {
            throw PlotErrors.NothingToPlot($"There is no picture of a {unknown.GetType().Name}.");
        }

        return Together(all)
            ?? throw PlotErrors.NothingToPlot(
                all.TrueForAll(result => result is WorkloadResult or Verdict)
                    ? "A workload or a verdict alone has no picture."
                    : "These results belong to several pictures: export them one by one."
            );
    }

    /// <summary>The picture that says more than a table would; null when there is none.</summary>
    public static IPicture? Suitable(object? results)
    {
        var all = Each(results);
        var isMoment =
            (all is [ReplicationLag first, ..] && all.TrueForAll(one => (one as ReplicationLag)?.Time == first.Time))
            // The slots of a moment are read from several servers, one after the other.
            || (all is [ReplicationSlot, ..] && all.OfType<ReplicationSlot>().DistinctBy(KeyOf).Count() == all.Count);
        return all.Count == 0 || isMoment || !all.TrueForAll(IsUnderstood) ? null : Together(all);
    }

    private static (string, string) KeyOf(ReplicationSlot slot) => (slot.Node, slot.Name);

    private static List<object> Each(object? results) =>
        results switch
        {
            null => [],
            IEnumerable several and not string => [.. several.Cast<object?>().OfType<object>()],
            _ => [results],
        };

    private static bool IsUnderstood(object result) =>
        result
            is ReplicationLag
                or ReplicationSlot
                or CatchUpResult
                or DataLossResult
                or SplitBrainResult
                or FailoverResult
                or SwitchResult
                or FailoverMeasurement
                or WorkloadResult
                or Verdict
                or ReplicaPair;

    private static IPicture? Together(List<object> all)
    {
        if (all is [ReplicationLag, ..])
        {
            var lag = all.OfType<ReplicationLag>().ToList();
            return lag.Count == all.Count ? new LagPlot(lag) : null;
        }

        if (all is [ReplicationSlot, ..])
        {
            var slots = all.OfType<ReplicationSlot>().ToList();
            return slots.Count == all.Count ? new RetainedWalPlot(slots) : null;
        }

        switch (all)
        {
            case [CatchUpResult catchUp]:
                return new RetainedWalPlot(catchUp.Slots, catchUp);
            case [ReplicaPair pair]:
                return new TopologyPicture(pair);
            case [DataLossResult drill]:
                return new FailoverTimelinePlot(FailoverStory.Of(drill));
            case [SplitBrainResult drill]:
                return new SplitBrainPlot(drill);
            case [SwitchResult change]:
                return new SwitchPlot(change);
            case [FailoverMeasurement measurement]:
                return new FailoverDistributionPlot(measurement);
            case [WorkloadResult { Lag.Count: > 0 } workload]:
                return new LagPlot(workload.Lag);
        }

        var failovers = all.OfType<FailoverResult>().ToList();
        var workloads = all.OfType<WorkloadResult>().ToList();
        var verdicts = all.OfType<Verdict>().ToList();
        var belong = failovers.Count == 1 && workloads.Count <= 1 && verdicts.Count <= 1;
        return belong && failovers.Count + workloads.Count + verdicts.Count == all.Count
            ? new FailoverTimelinePlot(
                FailoverStory.Of(failovers[0], workloads.FirstOrDefault(), verdicts.FirstOrDefault())
            )
            : null;
    }
}
