namespace ReplicaShell.Cli.Course.Linting;

/// <summary>Something about the course that should be otherwise.</summary>
/// <param name="Severity">How bad it is.</param>
/// <param name="File">The file, relative to the folder of the course.</param>
/// <param name="Cell">The place of the cell, from 1, prose included; null for the file as a whole.</param>
/// <param name="Text">What is wrong, and what to do.</param>
internal sealed record LintFinding(LintSeverity Severity, string File, int? Cell, string Text)
{
    /// <inheritdoc/>
    public override string ToString() =>
        $"{File}{(Cell is null ? "" : $":{Cell}")}: {(Severity == LintSeverity.Error ? "error" : "warning")}: {Text}";
}
