namespace ReplicaShell.Replication.Health;

/// <summary>What a health check found.</summary>
public enum HealthStatus
{
    /// <summary>It is in order.</summary>
    Ok,

    /// <summary>It works, and will not for long, or not as well as it should.</summary>
    Warning,

    /// <summary>It does not work.</summary>
    Critical,

    /// <summary>It could not be asked: neither good nor bad.</summary>
    Unknown,
}
