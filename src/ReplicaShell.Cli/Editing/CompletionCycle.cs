using System.Management.Automation;

namespace ReplicaShell.Cli.Editing;

/// <summary>Tab: asks for the completions at the cursor once, then goes round them until another key is pressed.</summary>
/// <param name="complete">Gives the completions of a text at a cursor.</param>
internal sealed class CompletionCycle(Func<string, int, CommandCompletion> complete)
{
    private CommandCompletion? found;
    private int length;

    /// <summary>Puts the next completion, or the one before, in the place of the last.</summary>
    public void Advance(LineBuffer buffer, bool forward)
    {
        if (found is null)
        {
            found = complete(buffer.Text, buffer.Cursor);
            length = found.ReplacementLength;
        }

        if (found.CompletionMatches.Count > 0)
        {
            var text = found.GetNextResult(forward).CompletionText;
            buffer.Replace(found.ReplacementIndex, length, text);
            length = text.Length;
        }
    }

    /// <summary>Forgets the completions: the text has changed.</summary>
    public void Reset() => found = null;
}
