namespace ReplicaShell.Kernel.Notebooks;

/// <summary>How a notebook is executed.</summary>
internal sealed record NotebookRunOptions
{
    /// <summary>The words that start this program.</summary>
    public required IReadOnlyList<string> Program { get; init; }

    /// <summary>Variables of the kernel that differ from this process's; null removes one.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    /// <summary>How long the whole notebook may take.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a cell that is interrupted may take to wind up, such as to heal a fault, before it is killed.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(15);
}
