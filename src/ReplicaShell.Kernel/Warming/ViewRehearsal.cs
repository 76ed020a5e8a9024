using ReplicaShell.Replication;
using ReplicaShell.Topology;

namespace ReplicaShell.Kernel.Warming;

/// <summary>A view and a picture that nobody sees: the first of a process cost most.</summary>
internal static class ViewRehearsal
{
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
        KernelViews.Bundles(samples);
    }
}
