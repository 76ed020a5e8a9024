namespace ReplicaShell.Faults;

/// <summary>What a crash leaves of a node.</summary>
public enum CrashMethod
{
    /// <summary>Its processes are killed; its data stays on disk, and it can be started again.</summary>
    Kill,

    /// <summary>Its processes are killed and its data is gone with them, as when a machine burns down.</summary>
    Remove,
}
