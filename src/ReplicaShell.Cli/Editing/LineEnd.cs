namespace ReplicaShell.Cli.Editing;

/// <summary>How the editing of a line ended.</summary>
internal enum LineEnd
{
    /// <summary>With Enter.</summary>
    Entered,

    /// <summary>With Ctrl+C: what was typed counts for nothing.</summary>
    Cancelled,

    /// <summary>With Ctrl+D on an empty line.</summary>
    EndOfInput,
}
