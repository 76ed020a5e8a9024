using ReplicaShell.Cli.Sessions;

namespace ReplicaShell.Cli.Demo;

/// <summary>Runs a demonstration: each command is echoed as at a prompt, then run, until the first error.</summary>
internal sealed class DemoRunner(EngineSession session)
{
    /// <summary>Runs the commands and, in any case, the script's clean-up.</summary>
    /// <param name="script">The demonstration.</param>
    /// <param name="keep">Leaves the clean-up out.</param>
    /// <returns>The code to leave with: that of the first command that did not succeed.</returns>
    public int Run(DemoScript script, bool keep)
    {
        // A command that writes an error is one that failed: what follows would tell of something that is not there.
        session.SetVariable("ErrorActionPreference", "Stop");
        session.SetVariable("PSNativeCommandUseErrorActionPreference", true);
        var code = ExitCode.Success;
        try
        {
            foreach (var statement in script.Statements)
            {
                Echo(statement);
                code = session.ExitCodeAfter(session.RunText(statement.Text));
                if (code != ExitCode.Success || session.RequestedExitCode is not null)
                {
                    break;
                }
            }
        }
        finally
        {
            code = keep ? code : CleanUp(script, code);
        }

        return code;
    }

    private void Echo(DemoStatement statement)
    {
        var style = session.Streams.Traits.OutputIsColoured ? ("\e[2m", "\e[1m", "\e[0m") : ("", "", "");
        session.Streams.WriteLine("");
        foreach (var line in statement.Prose)
        {
            session.Streams.WriteLine($"{style.Item1}{line}{style.Item3}".TrimEnd());
        }

        var prompt = "PS> ";
        foreach (var line in statement.Text.Split('\n'))
        {
            session.Streams.WriteLine($"{style.Item2}{prompt}{line}{style.Item3}");
            prompt = ">>  ";
        }
    }

    private int CleanUp(DemoScript script, int code)
    {
        if (script.CleanUp.Length == 0)
        {
            return code;
        }

        session.Interrupts.Forget();
        var outcome = session.RunText(script.CleanUp);
        return code == ExitCode.Success && outcome != RunOutcome.Completed ? ExitCode.Failure : code;
    }
}
