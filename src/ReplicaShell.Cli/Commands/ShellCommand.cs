using ReplicaShell.Cli.Sessions;
using ReplicaShell.Cli.Shell;

namespace ReplicaShell.Cli.Commands;

/// <summary><c>replicashell shell</c>: commands one after the other, from a terminal or from standard input.</summary>
internal static class ShellCommand
{
    /// <summary>Runs the shell.</summary>
    public static int Invoke() => CommandGuard.WithSession(session => new ReadLoop(session, LinesFor(session)).Run());

    private static ILineSource LinesFor(EngineSession session) =>
        session.Streams.Traits is { InputIsTerminal: true, OutputTakesEscapes: true }
            ? new TerminalLines(session)
            : new RedirectedLines(Console.In);
}
