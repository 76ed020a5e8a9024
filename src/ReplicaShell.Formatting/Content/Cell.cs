namespace ReplicaShell.Formatting.Content;

/// <summary>What stands in a cell of a table.</summary>
/// <param name="Text">The text.</param>
/// <param name="Tone">What it means.</param>
/// <param name="IsAbsent">Whether it stands for a value that is not there.</param>
internal readonly record struct Cell(string Text, Tone Tone = Tone.Plain, bool IsAbsent = false)
{
    /// <summary>What could not be asked: never 0.</summary>
    public static readonly Cell Unknown = Absent("unknown");

    /// <summary>What is not there, in a word that says why.</summary>
    public static Cell Absent(string word) => new(word, IsAbsent: true);

    /// <summary>A text; nothing for null.</summary>
    public static implicit operator Cell(string? text) => new(text ?? "");
}
