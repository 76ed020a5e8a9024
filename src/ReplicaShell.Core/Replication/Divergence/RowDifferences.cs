namespace ReplicaShell.Replication.Divergence;

/// <summary>What two servers do not have alike, row by row.</summary>
public sealed record RowDifferences
{
    /// <summary>Nothing was compared, and nothing differs.</summary>
    public static readonly RowDifferences None = new();

    /// <summary>The rows, by table and key.</summary>
    public IReadOnlyList<DivergedRow> Rows { get; init; } = [];

    /// <summary>The tables that were not compared, each with the reason: no primary key, or too many rows.</summary>
    public IReadOnlyList<string> NotCompared { get; init; } = [];

    /// <summary>The rows of one kind.</summary>
    public IReadOnlyList<DivergedRow> Of(Divergence divergence) => [.. Rows.Where(row => row.Divergence == divergence)];

    /// <summary>Compares the rows of a table, by key.</summary>
    internal static IEnumerable<DivergedRow> Compare(
        string table,
        IReadOnlyDictionary<string, string> here,
        IReadOnlyDictionary<string, string> there
    ) =>
        here
            .Keys.Union(there.Keys)
            .Select(key => new DivergedRow(table, key, here.GetValueOrDefault(key), there.GetValueOrDefault(key)))
            .Where(row => row.Here != row.There)
            .OrderBy(row => row.Key.Length)
            .ThenBy(row => row.Key, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Rows.Count} rows differ");
}
