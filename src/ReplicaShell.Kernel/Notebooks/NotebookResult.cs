namespace ReplicaShell.Kernel.Notebooks;

/// <summary>What became of a notebook that was executed.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Cell">The place of the cell at which it ended, from 1, prose included; null when it completed or did not begin.</param>
/// <param name="Message">Why it ended there; null when it completed.</param>
/// <param name="CellsRun">How many cells of code ran.</param>
/// <param name="Duration">How long it took, the start of the kernel included.</param>
internal sealed record NotebookResult(
    NotebookStatus Status,
    int? Cell,
    string? Message,
    int CellsRun,
    TimeSpan Duration
)
{
    /// <summary>The result as a line for people.</summary>
    public override string ToString() =>
        Status switch
        {
            NotebookStatus.Completed => $"completed, {CellsRun} cells",
            NotebookStatus.Failed => $"FAILED {Place}: {Message}",
            NotebookStatus.TimedOut => $"TIMED OUT {Place}: {Message}",
            NotebookStatus.Crashed => $"CRASHED {Place}: {Message}",
            _ => $"interrupted {Place}",
        };

    private string Place => Cell is null ? "before its first cell" : $"in cell {Cell}";
}
