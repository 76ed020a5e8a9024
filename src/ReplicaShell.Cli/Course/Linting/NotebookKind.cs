namespace ReplicaShell.Cli.Course.Linting;

/// <summary>What a notebook is for.</summary>
internal enum NotebookKind
{
    /// <summary>It is read, with its outputs.</summary>
    Lesson,

    /// <summary>It is handed out unsolved, without outputs.</summary>
    Exercise,

    /// <summary>It shows a way to all points.</summary>
    Solution,
}
