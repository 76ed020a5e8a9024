namespace ReplicaShell.Workloads;

/// <summary>Which node leads, and how to get there.</summary>
/// <param name="Node">The node's name.</param>
/// <param name="ConnectionString">The connection string to it, with its password: for no log and no message.</param>
public sealed record LeaderAddress(string Node, string ConnectionString)
{
    /// <inheritdoc/>
    public override string ToString() => Node;
}
