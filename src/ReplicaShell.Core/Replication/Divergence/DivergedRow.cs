using ReplicaShell.Views;

namespace ReplicaShell.Replication.Divergence;

/// <summary>A row that two servers do not have alike.</summary>
/// <param name="Table">The table, with its schema unless that is public.</param>
/// <param name="Key">The values of its primary key, set apart by commas.</param>
/// <param name="Here">The row as JSON on the one server; null where it is not there.</param>
/// <param name="There">The row as JSON on the other; null where it is not there.</param>
[TypeFormatterSource(typeof(NotebookViews))]
public sealed record DivergedRow(string Table, string Key, string? Here, string? There)
{
    /// <summary>Where it is.</summary>
    public Divergence Divergence =>
        There is null ? Divergence.OnlyHere
        : Here is null ? Divergence.OnlyThere
        : Divergence.Different;

    /// <inheritdoc/>
    public override string ToString() => $"{Table} {Key}";
}
