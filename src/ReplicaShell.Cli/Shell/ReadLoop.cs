using ReplicaShell.Cli.Sessions;

namespace ReplicaShell.Cli.Shell;

/// <summary>Reads, runs and writes until the end of input or <c>exit</c>.</summary>
internal sealed class ReadLoop(EngineSession session, ILineSource lines)
{
    /// <summary>Runs the loop.</summary>
    /// <returns>
    /// The code of <c>exit</c>; else, where nobody typed, 1 when the last command failed, as with <c>pwsh -c</c>.
    /// </returns>
    public int Run()
    {
        var last = ExitCode.Success;
        while (session.RequestedExitCode is null && Next() is { } text)
        {
            if (string.IsNullOrWhiteSpace(text))
            {
                continue;
            }

            session.Interrupts.Forget();
            var outcome = session.RunText(text);
            last = session.ExitCodeAfter(outcome);
            if (outcome == RunOutcome.Stopped && !lines.IsInteractive)
            {
                return last;
            }
        }

        return session.RequestedExitCode ?? (lines.IsInteractive ? ExitCode.Success : last);
    }

    private string? Next()
    {
        // At a terminal Ctrl+C is a key of the editor's; a signal is one that came too late for the last command.
        session.Interrupts.IdleSignal = lines.IsInteractive ? IdleSignal.TerminateLeaves : IdleSignal.Leaves;
        try
        {
            return lines.Read();
        }
        finally
        {
            session.Interrupts.IdleSignal = IdleSignal.StopsNext;
        }
    }
}
