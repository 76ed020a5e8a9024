namespace ReplicaShell.Kernel.Notebooks;

/// <summary>How the execution of a notebook ended.</summary>
internal enum NotebookStatus
{
    /// <summary>Every cell ran; those that failed were allowed to.</summary>
    Completed,

    /// <summary>A cell failed, and the cells after it did not run.</summary>
    Failed,

    /// <summary>The time limit came before the end.</summary>
    TimedOut,

    /// <summary>The kernel's process ended.</summary>
    Crashed,

    /// <summary>The caller did not want to wait for the end.</summary>
    Interrupted,
}
