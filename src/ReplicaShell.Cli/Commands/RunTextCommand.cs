namespace ReplicaShell.Cli.Commands;

/// <summary><c>replicashell -c TEXT</c>: a command, as <c>pwsh -c</c> runs it.</summary>
internal static class RunTextCommand
{
    /// <summary>Runs the words, joined by spaces.</summary>
    public static int Invoke(IReadOnlyList<string> words)
    {
        var text = string.Join(' ', words);
        return CommandGuard.WithSession(session => session.ExitCodeAfter(session.RunText(text)));
    }
}
