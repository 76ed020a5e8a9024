namespace ReplicaShell.Errors;

/// <summary>What kind of failure an error is; the cmdlets map it to PowerShell's own categories of the same names.</summary>
public enum ReplicaErrorCategory
{
    /// <summary>The caller asked for something that cannot be, whatever the state of the machine.</summary>
    InvalidArgument,

    /// <summary>What was named does not exist.</summary>
    ObjectNotFound,

    /// <summary>What should be made is there already.</summary>
    ResourceExists,

    /// <summary>Something is held by somebody else: a port, a lock.</summary>
    ResourceBusy,

    /// <summary>Something that is needed cannot be had now: a server, a disk, a program.</summary>
    ResourceUnavailable,

    /// <summary>The state of the pair does not allow it.</summary>
    InvalidOperation,

    /// <summary>The operating system or the server refused it.</summary>
    PermissionDenied,

    /// <summary>It did not end within the time it was given.</summary>
    OperationTimeout,

    /// <summary>This engine, platform or PostgreSQL version does not have it.</summary>
    NotImplemented,

    /// <summary>The server ran the statement and answered with an error.</summary>
    InvalidResult,
}
