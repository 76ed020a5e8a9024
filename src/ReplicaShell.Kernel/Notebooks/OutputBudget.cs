using System.Text.Json.Nodes;

namespace ReplicaShell.Kernel.Notebooks;

/// <summary>
/// How much of what cells show is kept: a cell that never stops writing fills neither the memory nor the notebook. The cell
/// runs on; what it writes beyond is read and forgotten.
/// </summary>
/// <param name="notebook">How many characters a notebook may keep.</param>
internal sealed class OutputBudget(int notebook = 48 * 1024 * 1024)
{
    /// <summary>What stands in the place of the rest.</summary>
    public const string Note =
        "[The rest of the output is left out: a cell keeps 8 million characters, a notebook 48.]\n";

    private const int Cell = 8 * 1024 * 1024;

    // An output costs more than its text.
    private const int Overhead = 256;

    private int left;
    private bool isSpent;

    /// <summary>Begins the next cell.</summary>
    public OutputBudget NextCell()
    {
        left = Math.Min(Cell, notebook);
        isSpent = false;
        return this;
    }

    /// <summary>The part of a text that is kept.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isCut">Whether it is the first of this cell that is not kept as a whole.</param>
    public string Take(string text, out bool isCut)
    {
        var part = text.Length <= left ? text : text[..left];
        isCut = part.Length < text.Length && !isSpent;
        Spend(part.Length, part.Length < text.Length);
        return part;
    }

    /// <summary>Whether a whole output is kept.</summary>
    /// <param name="output">The output.</param>
    /// <param name="isCut">Whether it is the first of this cell that is not.</param>
    public bool TryTake(JsonObject output, out bool isCut)
    {
        var size = output.ToJsonString().Length + Overhead;
        var fits = size <= left;
        isCut = !fits && !isSpent;
        Spend(fits ? size : 0, !fits);
        return fits;
    }

    private void Spend(int size, bool isOver)
    {
        left -= size;
        notebook -= size;
        isSpent |= isOver;
    }
}
