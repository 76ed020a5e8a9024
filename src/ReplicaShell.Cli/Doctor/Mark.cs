namespace ReplicaShell.Cli.Doctor;

/// <summary>What a check found.</summary>
internal enum Mark
{
    /// <summary>It is there and works.</summary>
    Ok,

    /// <summary>Something works less well, or a convenience is not there.</summary>
    Warn,

    /// <summary>It is needed and is not there.</summary>
    Missing,
}
