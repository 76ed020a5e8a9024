using ReplicaShell.Checkers;
using ReplicaShell.Failover;
using ReplicaShell.Replication;
using ReplicaShell.Topology;

namespace ReplicaShell.Commands.Tests.Module;

/// <summary>What scripts are written against: the names and types of properties, and the names of states.</summary>
public sealed class ContractTests
{
    public static TheoryData<Type, string, Type> Properties { get; } = All();

    public static TheoryData<Type, string[]> States { get; } =
        new()
        {
            { typeof(NodeRole), ["Leader", "Follower", "None"] },
            { typeof(PairState), ["Ready", "Degraded", "NoLeader", "SplitBrain", "Stopped", "Incomplete"] },
            {
                typeof(NodeState),
                ["Running", "CatchingUp", "Disconnected", "Suspended", "Stopped", "Crashed", "Fenced"]
            },
            { typeof(LagState), ["Streaming", "CatchingUp", "Disconnected", "Stopped", "Unknown"] },
            { typeof(ReplicationMode), ["Async", "SemiSync", "Sync", "Quorum"] },
            { typeof(EngineKind), ["Local", "Docker"] },
            { typeof(PairTopology), ["LeaderFollower", "Independent", "MultiLeader"] },
        };

    [Theory]
    [MemberData(nameof(Properties))]
    public void A_property_has_its_name_and_type(Type owner, string name, Type type) =>
        Assert.Equal(type, owner.GetProperty(name)?.PropertyType);

    [Theory]
    [MemberData(nameof(States))]
    public void A_state_has_its_names(Type type, string[] names) =>
        Assert.Superset(names.ToHashSet(), Enum.GetNames(type).ToHashSet());

    private static TheoryData<Type, string, Type> All()
    {
        TheoryData<Type, string, Type> data = [];
        Add<string>(typeof(ReplicaPair), "Name", "Leader", "PostgresVersion");
        Add<EngineKind>(typeof(ReplicaPair), "Engine");
        Add<PairTopology>(typeof(ReplicaPair), "Topology");
        Add<PairState>(typeof(ReplicaPair), "State");
        Add<ReplicationMode>(typeof(ReplicaPair), "Mode");
        Add<IReadOnlyList<ReplicaNode>>(typeof(ReplicaPair), "Nodes");
        Add<int?>(typeof(ReplicaPair), "Timeline");
        Add<DateTimeOffset>(typeof(ReplicaPair), "CreatedAt");

        Add<string>(typeof(ReplicaNode), "Pair", "Node", "Name", "Host");
        Add<NodeRole>(typeof(ReplicaNode), "Role");
        Add<NodeState>(typeof(ReplicaNode), "State");
        Add<int>(typeof(ReplicaNode), "Port");
        Add<int?>(typeof(ReplicaNode), "Timeline");
        Add<Lsn?>(typeof(ReplicaNode), "Lsn");
        Add<long?>(typeof(ReplicaNode), "LagBytes");

        Add<DateTimeOffset>(typeof(ReplicationLag), "Time");
        Add<string>(typeof(ReplicationLag), "Pair", "Node");
        Add<LagState>(typeof(ReplicationLag), "State");
        Add<Lsn?>(typeof(ReplicationLag), "LeaderLsn", "ReceivedLsn", "ReplayedLsn");
        Add<long?>(typeof(ReplicationLag), "LagBytes");
        Add<TimeSpan?>(typeof(ReplicationLag), "ReplayLag", "HeartbeatLag");
        Add<int?>(typeof(ReplicationLag), "Timeline");

        Add<string>(typeof(FailoverResult), "Pair", "OldLeader", "NewLeader");
        Add<int>(typeof(FailoverResult), "OldTimeline", "NewTimeline");
        Add<IReadOnlyList<FailoverCandidate>>(typeof(FailoverResult), "Candidates");
        Add<TimeSpan>(typeof(FailoverResult), "Detect", "Elect", "Fence", "Promote", "FirstWrite", "Total");
        Add<string>(typeof(FailoverCandidate), "Node", "Reason");
        Add<bool>(typeof(FailoverCandidate), "Eligible");
        Add<Lsn?>(typeof(FailoverCandidate), "ReceivedLsn");
        Add<int?>(typeof(FailoverCandidate), "Timeline");
        Add<long?>(typeof(FailoverCandidate), "LagBytes");
        Add<int>(typeof(FailoverCandidate), "Priority");

        Add<int>(typeof(Verdict), "Attempted", "Acknowledged", "Unknown", "Failed", "Lost", "Recovered");
        Add<IReadOnlyList<int>>(typeof(Verdict), "LostKeys");
        return data;

        void Add<T>(Type owner, params string[] names)
        {
            foreach (string name in names)
            {
                data.Add(owner, name, typeof(T));
            }
        }
    }
}
