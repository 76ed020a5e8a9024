using ReplicaShell.Checkers;
using ReplicaShell.Drills.SplitBrain;
using ReplicaShell.History;
using ReplicaShell.Replication.Divergence;
using ReplicaShell.Topology;

namespace ReplicaShell.Plotting.Tests;

/// <summary>Split-brain drills as they come out.</summary>
internal static class SplitBrainSamples
{
    private const int Writes = 6;

    /// <summary>Two leaders; with a fence the old one takes its first two writes alone.</summary>
    public static SplitBrainResult Drill(FenceMethod? fence = null)
    {
        var cut = Samples.Noon;
        var failover = Samples.Failover(cut.AddMilliseconds(60));
        var promoted = failover.StartedAt + failover.Total - failover.FirstWrite;
        var operations = Enumerable
            .Range(0, Writes)
            .SelectMany(n =>
                new[]
                {
                    Write(
                        n,
                        20 + (60 * n),
                        "node1",
                        fence is null || n < 1 ? Outcome.Ok
                            : n == 1 ? Outcome.Unknown
                            : Outcome.Failed
                    ),
                    Write(Writes + n, 260 + (30 * n), "node2", Outcome.Ok),
                }
            );
        var history = OperationHistory.From(cut, operations);
        return new SplitBrainResult
        {
            Pair = "lab",
            Mode = ReplicationMode.Async,
            Fence = fence,
            OldLeader = "node1",
            NewLeader = "node2",
            State = fence is null ? PairState.SplitBrain : PairState.Degraded,
            HealedState = fence is null ? PairState.SplitBrain : PairState.Degraded,
            Verdict = LostWritesChecker.Check(history, Enumerable.Range(Writes, Writes), "node2", "seal"),
            AcceptedAfterPromotion = fence is null ? 3 : 0,
            DivergedAt = new Lsn(0x3000148),
            OldTimeline = 1,
            NewTimeline = 2,
            OldEnd = new Lsn(0x3000800),
            NewEnd = new Lsn(0x3000900),
            Differences = new RowDifferences
            {
                Rows =
                [
                    new DivergedRow(
                        "royal_decrees",
                        "1",
                        """{"decree_id":1,"tax_rate":0.25}""",
                        """{"decree_id":1,"tax_rate":0.05}"""
                    ),
                    new DivergedRow("royal_decrees", "7", """{"decree_id":7,"tax_rate":0.25}""", null),
                    new DivergedRow("royal_decrees", "8", """{"decree_id":8,"tax_rate":0.25}""", null),
                    new DivergedRow("royal_decrees", "9", null, """{"decree_id":9,"tax_rate":0.05}"""),
                ],
            },
            Failover = failover,
            History = history,
            FenceAttempts = [],
            CutAt = cut,
            PromotedAt = promoted,
            HealedAt = cut.AddMilliseconds(470),
            FencedAt = cut.AddMilliseconds(560),
            Explanation = "Two leaders.",
        };
    }

    private static Operation Write(int key, double at, string node, Outcome outcome) =>
        new(
            0,
            node == "node1" ? 0 : 1,
            OperationKind.Write,
            key,
            TimeSpan.FromMilliseconds(at - 2),
            TimeSpan.FromMilliseconds(at),
            outcome,
            node,
            outcome == Outcome.Ok ? null : "refused"
        );
}
