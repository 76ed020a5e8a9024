namespace ReplicaShell.Replication;

/// <summary>A node whose lag is sampled, or against which lag is measured.</summary>
/// <param name="Name">The node's name; the follower's walreceiver carries it as application_name.</param>
/// <param name="ConnectionString">How to reach it, in Npgsql's words; the user may read the replication statistics.</param>
public sealed record SampledNode(string Name, string ConnectionString)
{
    /// <summary>The name alone: a connection string holds a password.</summary>
    public override string ToString() => Name;
}
