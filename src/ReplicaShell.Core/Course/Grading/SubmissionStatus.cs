namespace ReplicaShell.Course.Grading;

/// <summary>What became of a submitted notebook when it was executed.</summary>
public enum SubmissionStatus
{
    /// <summary>Every cell ran.</summary>
    Completed,

    /// <summary>A cell failed, and the cells after it did not run; what was done before it is checked.</summary>
    Failed,

    /// <summary>The time limit came before the end; what was done before it is checked.</summary>
    TimedOut,

    /// <summary>The process that executed it ended; what was done before it is checked.</summary>
    Crashed,

    /// <summary>There was no notebook for the exercise, or none that could be read; nothing is checked.</summary>
    NotebookMissing,
}
