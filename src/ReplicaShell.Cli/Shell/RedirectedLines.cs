namespace ReplicaShell.Cli.Shell;

/// <summary>Commands from a pipe or a file: no prompt, and a line that is not whole takes the next ones with it.</summary>
internal sealed class RedirectedLines(TextReader reader) : ILineSource
{
    /// <inheritdoc/>
    public bool IsInteractive => false;

    /// <inheritdoc/>
    public string? Read()
    {
        var text = reader.ReadLine();
        while (text is not null && !SourceText.IsComplete(text) && reader.ReadLine() is { } next)
        {
            text += "\n" + next;
        }

        return text;
    }
}
