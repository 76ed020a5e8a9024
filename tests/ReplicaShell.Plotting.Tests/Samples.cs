using ReplicaShell.Checkers;
using ReplicaShell.Drills;
using ReplicaShell.Failover;
using ReplicaShell.History;
using ReplicaShell.Measurements;
using ReplicaShell.Replication;
using ReplicaShell.Topology;
using ReplicaShell.Workloads;

namespace ReplicaShell.Plotting.Tests;

/// <summary>Results as the drills and the sampler give them.</summary>
internal static class Samples
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);

    public static FailoverResult Failover(DateTimeOffset startedAt, double promote = 131) =>
        new()
        {
            Pair = "lab",
            OldLeader = "node1",
            NewLeader = "node2",
            OldTimeline = 1,
            NewTimeline = 2,
            Candidates =
            [
                new FailoverCandidate
                {
                    Node = "node2",
                    Eligible = true,
                    Reason = "the only follower",
                    ReceivedLsn = new Lsn(0x3000148),
                    Timeline = 1,
                    LagBytes = 4096,
                },
            ],
            StartedAt = startedAt,
            Detect = TimeSpan.FromMilliseconds(1.2),
            Elect = TimeSpan.FromMilliseconds(6.8),
            Fence = TimeSpan.FromMilliseconds(24),
            Promote = TimeSpan.FromMilliseconds(promote),
            FirstWrite = TimeSpan.FromMilliseconds(5.5),
            Total = TimeSpan.FromMilliseconds(promote + 37.5),
            Mode = ReplicationMode.Async,
        };

    /// <summary>A leader and followers that stream, each a little further behind; the last may be in another state.</summary>
    public static ReplicaPair Pair(int followers = 2, NodeState last = NodeState.Running) =>
        new()
        {
            Name = "lab",
            Engine = EngineKind.Local,
            Topology = PairTopology.LeaderFollower,
            State = last == NodeState.Running ? PairState.Ready : PairState.Degraded,
            Mode = ReplicationMode.Async,
            Quorum = 0,
            Commit = CommitLevel.On,
            Leader = "node1",
            Timeline = 1,
            PostgresVersion = "15.18",
            CreatedAt = Noon,
            Nodes =
            [
                Node(1, NodeRole.Leader, NodeState.Running, 0),
                .. Enumerable
                    .Range(2, followers)
                    .Select(number =>
                        number <= followers
                            ? Node(number, NodeRole.Follower, NodeState.Running, (number - 2) * 4096)
                            : Node(number, NodeRole.Follower, last, last == NodeState.Running ? 0 : null)
                    ),
            ],
        };

    public static ReplicaNode Node(int number, NodeRole role, NodeState state, long? lag) =>
        new()
        {
            Pair = "lab",
            Node = $"node{number}",
            Role = role,
            State = state,
            Host = "127.0.0.1",
            Port = 5432 + number,
            Timeline = lag is null ? null : 1,
            Lsn = lag is null ? null : new Lsn(0x3000148UL - (ulong)lag),
            LagBytes = lag,
        };

    /// <summary>A drill: cut, write, crash, promote; the last writes are unknown and failed.</summary>
    public static DataLossResult Drill(int written = 20, int unknown = 1, int failed = 2, double cutBefore = 0.35)
    {
        var crash = Noon.AddSeconds(1);
        var operations = new List<Operation>();
        var key = 17;
        void Write(double at, Outcome outcome, string? error) =>
            operations.Add(
                new Operation(
                    0,
                    0,
                    OperationKind.Write,
                    key++,
                    TimeSpan.FromSeconds(at - 0.002),
                    TimeSpan.FromSeconds(at),
                    outcome,
                    outcome == Outcome.Failed ? null : "node1",
                    error
                )
            );

        for (var n = 0; n < 5; n++)
        {
            Write(0.55 + (n * 0.02), Outcome.Ok, null);
        }

        for (var n = 0; n < written; n++)
        {
            Write(0.72 + (n * 0.26 / written), Outcome.Ok, null);
        }

        for (var n = 0; n < unknown; n++)
        {
            Write(1.0 + (n * 0.001), Outcome.Unknown, "the connection broke");
        }

        for (var n = 0; n < failed; n++)
        {
            Write(1.02 + (n * 0.07), Outcome.Failed, "connection refused");
        }

        var history = OperationHistory.From(Noon, operations);
        int[] present = [.. Enumerable.Range(1, 21)];
        var failover = Failover(crash.AddMilliseconds(12));
        return new DataLossResult
        {
            Pair = "lab",
            Mode = ReplicationMode.Async,
            OldLeader = "node1",
            NewLeader = "node2",
            Verdict = LostWritesChecker.Check(history, present, "node2"),
            Failover = failover,
            History = history,
            CutAt = crash.AddSeconds(-cutBefore),
            CrashedAt = crash,
            RecoveredAt = failover.StartedAt + failover.Total,
            PresentKeys = present,
        };
    }

    /// <summary>Four clients that write as fast as they can, through a failover.</summary>
    public static WorkloadResult Workload(DateTimeOffset failoverStart, TimeSpan outage, int clients = 4)
    {
        var random = new Random(5);
        var operations = new List<Operation>();
        var key = 17;
        var down = (failoverStart - Noon).TotalSeconds;
        for (var client = 0; client < clients; client++)
        {
            for (var at = 0.0; at < 4; )
            {
                var took = 0.002 + (random.NextDouble() * 0.004);
                var dead = at + took > down && at < down + outage.TotalSeconds;
                var outcome =
                    !dead ? Outcome.Ok
                    : at < down ? Outcome.Unknown
                    : Outcome.Failed;
                operations.Add(
                    new Operation(
                        0,
                        client,
                        OperationKind.Write,
                        key++,
                        TimeSpan.FromSeconds(at),
                        TimeSpan.FromSeconds(at + took),
                        outcome,
                        outcome == Outcome.Failed ? null : "node1",
                        outcome == Outcome.Ok ? null : "broke"
                    )
                );
                at += took + (dead ? 0.03 : 0);
            }
        }

        var history = OperationHistory.From(Noon, operations);
        return new WorkloadResult
        {
            Pair = "lab",
            Table = "public.inventory",
            Clients = clients,
            Duration = TimeSpan.FromSeconds(4),
            History = history,
            Operations = history.Count,
            Acknowledged = history.Count(operation => operation.Outcome == Outcome.Ok),
            Failed = history.Count(operation => operation.Outcome == Outcome.Failed),
            Unknown = history.Count(operation => operation.Outcome == Outcome.Unknown),
            Throughput = 1000,
            LatencyMedian = TimeSpan.FromMilliseconds(4),
            Latency95 = TimeSpan.FromMilliseconds(6),
            Latency99 = TimeSpan.FromMilliseconds(6),
            Errors = [],
        };
    }

    /// <summary>Four failovers in Async, each of which loses some writes, and as many in Sync, which lose none.</summary>
    public static FailoverMeasurement Measurement(int runs = 4) =>
        new()
        {
            Pair = "measure",
            Engine = EngineKind.Local,
            FollowerCount = 1,
            PostgresVersion = "15.18",
            Clients = 4,
            Rate = null,
            DetectionTimeout = TimeSpan.Zero,
            Seed = 4711,
            Runs =
            [
                .. Enumerable
                    .Range(0, runs)
                    .SelectMany(round =>
                        new[] { ReplicationMode.Async, ReplicationMode.Sync }.Select(mode => (round, mode))
                    )
                    .Select(run => new FailoverRun
                    {
                        Round = run.round + 1,
                        Mode = run.mode,
                        Distance = Distance.None,
                        CrashedAt = Noon.AddSeconds(run.round),
                        Failover = Failover(Noon.AddSeconds(run.round), 100 + (10 * run.round)),
                        Verdict = Drill(run.mode == ReplicationMode.Async ? 20 + run.round : 0).Verdict,
                    }),
            ],
            Groups =
            [
                Group(ReplicationMode.Async, [.. Enumerable.Range(20, runs)]),
                Group(ReplicationMode.Sync, [.. new int[runs]]),
            ],
        };

    private static FailoverGroup Group(ReplicationMode mode, IReadOnlyList<int> lost) =>
        new()
        {
            Mode = mode,
            Distance = Distance.None,
            Runs = lost.Count,
            Detect = Distribution.Of(lost.Select(_ => 1.2)),
            Elect = Distribution.Of(lost.Select(_ => 6.8)),
            Fence = Distribution.Of(lost.Select(_ => 24.0)),
            Promote = Distribution.Of(lost.Select((_, round) => 100.0 + (10 * round))),
            FirstWrite = Distribution.Of(lost.Select(_ => 5.5)),
            Total = Distribution.Of(lost.Select((_, round) => 137.5 + (10 * round))),
            Lost = Distribution.Of(lost.Select(count => (double)count)),
            Unknown = Distribution.Of(lost.Select(_ => 1.0)),
        };

    /// <summary>A follower that streams, is cut off for three seconds in which the leader cannot be asked for one, and catches up.</summary>
    public static IReadOnlyList<ReplicationLag> Lag(string node = "node2", double scale = 1)
    {
        var random = new Random(node[^1]);
        var samples = new List<ReplicationLag>();
        var bytes = 0.0;
        for (var n = 0; n < 100; n++)
        {
            var second = n * 0.1;
            var cut = second is >= 3 and < 6;
            var unknown = second is >= 4 and < 4.8;
            bytes =
                cut ? bytes + (400_000 * scale)
                : bytes > 200_000 * scale ? bytes * 0.72
                : random.NextDouble() * 90_000 * scale;
            samples.Add(
                new ReplicationLag
                {
                    Time = Noon.AddSeconds(second),
                    Pair = "lab",
                    Node = node,
                    State =
                        cut ? LagState.Disconnected
                        : bytes > 200_000 * scale ? LagState.CatchingUp
                        : LagState.Streaming,
                    LagBytes = unknown ? null : (long)bytes,
                    ReplayLag = cut ? null : TimeSpan.FromSeconds(bytes / 8e6),
                    HeartbeatLag = unknown ? null : TimeSpan.FromSeconds((bytes / 5e6) + 0.05),
                    Timeline = 1,
                }
            );
        }

        return samples;
    }
}
