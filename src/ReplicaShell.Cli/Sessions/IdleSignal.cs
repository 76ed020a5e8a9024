namespace ReplicaShell.Cli.Sessions;

/// <summary>What Ctrl+C and a request to terminate do while no pipeline runs.</summary>
internal enum IdleSignal
{
    /// <summary>The next pipeline counts as stopped, so that what has to be cleaned up is.</summary>
    StopsNext,

    /// <summary>Either leaves the program, as when it waits for a line from a pipe.</summary>
    Leaves,

    /// <summary>A request to terminate leaves; Ctrl+C is let pass, as at the prompt of a terminal.</summary>
    TerminateLeaves,
}
