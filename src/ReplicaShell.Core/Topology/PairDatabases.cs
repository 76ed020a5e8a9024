namespace ReplicaShell.Topology;

/// <summary>The names that every pair uses inside its servers.</summary>
public static class PairDatabases
{
    /// <summary>The database of the user's tables: the one that initdb calls <c>postgres</c>, under a name of its own.</summary>
    public const string Application = "appdb";

    /// <summary>What initdb calls it, before the pair is made.</summary>
    internal const string OfInitdb = "postgres";

    /// <summary>Where a session can be while that is being renamed.</summary>
    internal const string Template = "template1";

    /// <summary>The superuser.</summary>
    public const string Superuser = "postgres";

    /// <summary>The role that followers connect with.</summary>
    public const string Replicator = "replicator";
}
