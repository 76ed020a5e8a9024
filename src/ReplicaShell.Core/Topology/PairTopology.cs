namespace ReplicaShell.Topology;

/// <summary>How the servers of a pair know each other.</summary>
public enum PairTopology
{
    /// <summary>One leader, and followers that stream its WAL.</summary>
    LeaderFollower,

    /// <summary>Servers that know nothing of each other.</summary>
    Independent,

    /// <summary>Leaders joined by logical replication.</summary>
    MultiLeader,
}
