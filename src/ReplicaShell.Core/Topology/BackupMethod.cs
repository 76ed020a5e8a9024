namespace ReplicaShell.Topology;

/// <summary>How the data of a follower was copied from its leader.</summary>
public enum BackupMethod
{
    /// <summary><c>pg_basebackup</c>.</summary>
    BaseBackup,

    /// <summary><c>pg_backup_start</c>, a copy of the files, <c>pg_backup_stop</c>: where pg_basebackup is missing.</summary>
    LowLevelBackup,
}
