using ReplicaShell.Cli.Editing;
using ReplicaShell.Cli.Sessions;

namespace ReplicaShell.Cli.Shell;

/// <summary>Commands typed at a terminal: with a prompt, history and Tab.</summary>
internal sealed class TerminalLines : ILineSource
{
    private readonly EngineSession session;
    private readonly LineEditor editor;

    /// <summary>Sets the prompt, which a user's own function <c>prompt</c> takes the place of.</summary>
    public TerminalLines(EngineSession session)
    {
        this.session = session;
        session.Evaluate("function global:prompt { 'PS replicashell> ' }");
        editor = new LineEditor(new LineDisplay(session.Streams))
        {
            Completion = new CompletionCycle(session.Complete),
            IsComplete = SourceText.IsComplete,
        };
    }

    /// <inheritdoc/>
    public bool IsInteractive => true;

    /// <inheritdoc/>
    public string? Read()
    {
        var line = editor.Read(session.EvaluateText("prompt") ?? "PS> ");
        return line.End == LineEnd.EndOfInput ? null : line.Text;
    }
}
