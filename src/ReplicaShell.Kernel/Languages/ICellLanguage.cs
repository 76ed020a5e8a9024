using ReplicaShell.Kernel.Cells;

namespace ReplicaShell.Kernel.Languages;

/// <summary>A language that cells are written in.</summary>
internal interface ICellLanguage
{
    /// <summary>What makes the first cell quick when it was done before, in small steps.</summary>
    IEnumerable<Action> WarmUp();

    /// <summary>Runs code to its end.</summary>
    /// <param name="code">The code.</param>
    /// <param name="count">The number of the cell.</param>
    /// <param name="cancellationToken">Cancelled by an interrupt.</param>
    /// <returns>The value of the last expression; null for none.</returns>
    /// <exception cref="CellFailure">It failed or was interrupted.</exception>
    object? Run(string code, int count, CancellationToken cancellationToken);

    /// <summary>What can stand at a cursor.</summary>
    Completions Complete(string code, int cursor);

    /// <summary>What is known of the word at a cursor; null for nothing.</summary>
    string? Inspect(string code, int cursor);

    /// <summary>Whether code is <c>complete</c>, <c>incomplete</c> or <c>invalid</c>.</summary>
    string Completeness(string code);

    /// <summary>Reads a variable.</summary>
    bool TryGet(string name, out object? value);

    /// <summary>Makes a variable.</summary>
    void Set(string name, object? value, CancellationToken cancellationToken);
}
