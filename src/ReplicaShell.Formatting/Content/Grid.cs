namespace ReplicaShell.Formatting.Content;

/// <summary>A table.</summary>
/// <param name="Heads">The heads of its columns, and which are numbers.</param>
/// <param name="Rows">Its rows, a cell a column.</param>
/// <param name="Note">What was left out; null when nothing was.</param>
internal sealed record Grid(
    IReadOnlyList<(string Text, bool IsNumber)> Heads,
    IReadOnlyList<Cell[]> Rows,
    string? Note = null
) : IPart
{
    /// <summary>How many rows are shown of many.</summary>
    public const int Limit = 40;

    /// <summary>A table of equals; of many the first.</summary>
    public static Grid First<T>(IReadOnlyList<Column<T>> columns, IReadOnlyList<T> rows, int limit = Limit) =>
        Of(columns, rows.Take(limit), Left("first", limit, rows.Count));

    /// <summary>A table of equals; of many the last.</summary>
    public static Grid Last<T>(IReadOnlyList<Column<T>> columns, IReadOnlyList<T> rows, int limit) =>
        Of(columns, rows.Skip(rows.Count - limit), Left("last", limit, rows.Count));

    /// <summary>What is said of rows that are left out; null when none are.</summary>
    public static string? Left(string which, int limit, int count) =>
        count > limit ? $"The {which} {Quantity.Count(limit)} of {Quantity.Count(count)}." : null;

    private static Grid Of<T>(IReadOnlyList<Column<T>> columns, IEnumerable<T> rows, string? note) =>
        new(
            [.. columns.Select(column => (column.Head, column.IsNumber))],
            [.. rows.Select(row => columns.Select(column => column.Value(row)).ToArray())],
            note
        );
}
