namespace ReplicaShell.Cli.Sessions;

/// <summary>How a pipeline ended.</summary>
internal enum RunOutcome
{
    /// <summary>It ran to its end; commands in it may have written errors.</summary>
    Completed,

    /// <summary>An error that nothing caught ended it; it has been reported.</summary>
    Failed,

    /// <summary>It was stopped from outside.</summary>
    Stopped,
}
