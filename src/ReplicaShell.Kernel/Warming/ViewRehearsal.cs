using ReplicaShell.Plotting;
using ReplicaShell.Replication;
using ReplicaShell.Topology;

namespace ReplicaShell.Kernel.Warming;

/// <summary>A view and a picture that nobody sees: the first of a process cost most.</summary>
internal static class ViewRehearsal
{
    private const int Side = 400;

    /// <summary>Makes them.</summary>
    public static void Run()
    {
        var start = DateTimeOffset.UnixEpoch;
        List<ReplicationLag> samples =
        [
            .. Enumerable
                .Range(0, 3)
                .Select(i => new ReplicationLag
                {
                    Time = start.AddSeconds(i),
                    Pair = "lab",
                    Node = "node2",
                    State = LagState.Streaming,
                    LagBytes = i,
                }),
        ];
        KernelViews.Of(samples[0]);
        var file = Path.Combine(Path.GetTempPath(), $"replicashell-{Environment.ProcessId}.png");
        try
        {
            PlotExport.Save(samples, file, Side, Side);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
