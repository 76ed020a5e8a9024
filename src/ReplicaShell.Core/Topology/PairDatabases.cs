namespace ReplicaShell.Topology;

/// <summary>The names that every pair uses inside its servers.</summary>
public static class PairDatabases
{
    /// <summary>The database of the user's tables.</summary>
    public const string Application = "appdb";

    /// <summary>The superuser.</summary>
    public const string Superuser = "postgres";

    /// <summary>The role that followers connect with.</summary>
    public const string Replicator = "replicator";
}
