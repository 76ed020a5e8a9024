namespace ReplicaShell.Replication.Alerts;

/// <summary>What happened to an alert.</summary>
public enum AlertChange
{
    /// <summary>It began.</summary>
    Fired,

    /// <summary>It is over.</summary>
    Resolved,
}
