namespace ReplicaShell.Cli.Prompting;

/// <summary>A label of a choice, such as <c>Yes to &amp;All</c>: its letter stands after the ampersand.</summary>
internal sealed class ChoiceLabel
{
    /// <summary>Reads a label; one without an ampersand is its own letter.</summary>
    public ChoiceLabel(string label)
    {
        var mark = label.IndexOf('&', StringComparison.Ordinal);
        var hasLetter = mark >= 0 && mark + 1 < label.Length;
        Text = hasLetter ? label.Remove(mark, 1) : label;
        Letter = hasLetter ? label[(mark + 1)..(mark + 2)].ToUpperInvariant() : Text;
    }

    /// <summary>The label without its mark.</summary>
    public string Text { get; }

    /// <summary>What is typed to choose it.</summary>
    public string Letter { get; }

    /// <summary>The answer names this choice, in any case of letters.</summary>
    public bool Matches(string answer) =>
        answer.Equals(Letter, StringComparison.OrdinalIgnoreCase)
        || answer.Equals(Text, StringComparison.OrdinalIgnoreCase);
}
