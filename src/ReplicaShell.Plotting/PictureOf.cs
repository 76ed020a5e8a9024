using System.Collections;
using ReplicaShell.Checkers;
using ReplicaShell.Drills;
using ReplicaShell.Errors;
using ReplicaShell.Failover;
using ReplicaShell.Replication;
using ReplicaShell.Workloads;

namespace ReplicaShell.Plotting;

/// <summary>Which picture belongs to which results.</summary>
internal static class PictureOf
{
    /// <summary>The picture of one result, or of several that belong together.</summary>
    /// <exception cref="ReplicaException"><c>NothingToPlot</c>.</exception>
    public static IPicture Results(object? results)
    {
        List<object> all = results switch
        {
            null => [],
            IEnumerable several and not string => [.. several.Cast<object?>().OfType<object>()],
            _ => [results],
        };
        var lag = all.OfType<ReplicationLag>().ToList();
        var drills = all.OfType<DataLossResult>().ToList();
        var failovers = all.OfType<FailoverResult>().ToList();
        var workloads = all.OfType<WorkloadResult>().ToList();
        var verdicts = all.OfType<Verdict>().ToList();
        var understood = lag.Count + drills.Count + failovers.Count + workloads.Count + verdicts.Count;
        if (all.Count == 0)
        {
            throw PlotErrors.NothingToPlot("No result was given, so there is nothing to draw.");
        }

        if (understood < all.Count)
        {
            var unknown = all.First(result =>
                result is not (ReplicationLag or DataLossResult or FailoverResult or WorkloadResult or Verdict)
            );
            throw PlotErrors.NothingToPlot($"There is no picture of a {unknown.GetType().Name}.");
        }

        return (lag.Count, drills.Count, failovers.Count, workloads.Count, verdicts.Count) switch
        {
            (> 0, 0, 0, 0, 0) => new LagPlot(lag),
            (0, 1, 0, 0, 0) => new FailoverTimelinePlot(FailoverStory.Of(drills[0])),
            (0, 0, 1, <= 1, <= 1) => new FailoverTimelinePlot(
                FailoverStory.Of(failovers[0], workloads.FirstOrDefault(), verdicts.FirstOrDefault())
            ),
            (0, 0, 0, _, _) => throw PlotErrors.NothingToPlot("A workload or a verdict alone has no picture."),
            _ => throw PlotErrors.NothingToPlot("These results belong to several pictures: export them one by one."),
        };
    }
}
