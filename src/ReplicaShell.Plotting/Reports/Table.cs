namespace ReplicaShell.Plotting.Reports;

/// <summary>A table.</summary>
/// <param name="Heads">The heads of its columns, with their units.</param>
/// <param name="Rows">Its rows, a cell a column.</param>
/// <param name="FirstNumber">From which column on cells are numbers, which stand at the right; -1 for none.</param>
internal sealed record Table(
    IReadOnlyList<string> Heads,
    IReadOnlyList<IReadOnlyList<string>> Rows,
    int FirstNumber = -1
) : IBlock
{
    /// <summary>A table of names and values.</summary>
    public static Table Facts(params IEnumerable<(string Name, string Value)> facts) =>
        new(["", ""], [.. facts.Select(fact => (IReadOnlyList<string>)[fact.Name, fact.Value])]);

    /// <summary>Whether its heads say nothing.</summary>
    public bool IsFacts => Heads.All(head => head.Length == 0);

    /// <summary>Whether a column holds numbers.</summary>
    public bool IsNumber(int column) => FirstNumber >= 0 && column >= FirstNumber;
}
