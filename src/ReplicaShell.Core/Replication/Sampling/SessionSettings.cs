namespace ReplicaShell.Replication.Sampling;

/// <summary>Settings of the sampler's sessions.</summary>
internal static class SessionSettings
{
    /// <summary>Lets a DBA see who asks.</summary>
    public static readonly KeyValuePair<string, string> Name = new("application_name", "replicashell-lag");

    /// <summary>Keeps anything in the database's own schemas out of the way.</summary>
    public static readonly KeyValuePair<string, string> SearchPath = new("search_path", "pg_catalog");

    /// <summary>Compiling a statement of a millisecond takes longer than running it.</summary>
    public static readonly KeyValuePair<string, string> NoJit = new("jit", "off");
}
