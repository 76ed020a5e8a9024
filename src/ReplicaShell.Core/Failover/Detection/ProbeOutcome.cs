namespace ReplicaShell.Failover.Detection;

/// <summary>What came of asking a leader once whether it leads.</summary>
public enum ProbeOutcome
{
    /// <summary>It answers, takes writes, and is not cut off from its followers.</summary>
    Healthy,

    /// <summary>Its processes are gone.</summary>
    Gone,

    /// <summary>Nobody takes the connection, or the server ends it.</summary>
    Refused,

    /// <summary>It takes the connection and does not answer in time: it is frozen, or starved.</summary>
    Silent,

    /// <summary>It may answer clients, but is cut off from the other nodes.</summary>
    CutOff,

    /// <summary>It answers that it is in recovery, and so takes no writes.</summary>
    ReadOnly,
}
