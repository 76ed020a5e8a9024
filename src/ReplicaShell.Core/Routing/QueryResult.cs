using ReplicaShell.Views;

namespace ReplicaShell.Routing;

/// <summary>What a statement returned.</summary>
[TypeFormatterSource(typeof(NotebookViews))]
public sealed record QueryResult
{
    /// <summary>The node that ran it.</summary>
    public required string Node { get; init; }

    /// <summary>The columns; empty where the statement returns none.</summary>
    public required IReadOnlyList<QueryColumn> Columns { get; init; }

    /// <summary>The rows, a value a column; SQL's null is null.</summary>
    public required IReadOnlyList<object?[]> Rows { get; init; }

    /// <summary>How many rows an insert, update or delete touched; null for other statements.</summary>
    public required int? Affected { get; init; }

    /// <summary>What the server said beside the result, such as a commit that was not replicated.</summary>
    public required IReadOnlyList<string> Notices { get; init; }
}
