using System.CommandLine;
using ReplicaShell.Cli.Sessions;

namespace ReplicaShell.Cli.Commands;

/// <summary>
/// The command line. What stands behind <c>run FILE</c> and <c>-c</c> belongs to the script, so those two are taken by
/// hand; the parser would claim <c>--help</c>, <c>--</c> and <c>@file</c> among it.
/// </summary>
internal static class CommandLine
{
    // After Ctrl+C: whoever made servers removes them first.
    private static readonly TimeSpan TimeToCleanUp = TimeSpan.FromMinutes(2);

    /// <summary>Does what the words ask for.</summary>
    /// <returns>The code to leave with.</returns>
    public static int Invoke(string[] words) =>
        words switch
        {
            ["run", var file, .. var rest] when !AsksForHelp(file) => RunFileCommand.Invoke(file, rest),
            ["-c", _, ..] => RunTextCommand.Invoke(words[1..]),
            _ => Parse(words),
        };

    private static bool AsksForHelp(string word) => word is "-h" or "--help" or "-?" or "/?" or "/h";

    private static int Parse(string[] words)
    {
        var parsed = Root().Parse(words);
        var code = parsed.Invoke(new InvocationConfiguration { ProcessTerminationTimeout = TimeToCleanUp });
        return parsed.Errors.Count > 0 ? ExitCode.Usage : code;
    }

    private static RootCommand Root()
    {
        var root = new RootCommand("Builds real PostgreSQL leader-follower pairs, breaks them and gives verdicts.")
        {
            new Option<string>("-c")
            {
                Description = "Runs TEXT as PowerShell, with the module imported; all that follows belongs to it",
                HelpName = "TEXT",
            },
            DemoCommand.Create(),
            Run(),
            Shell(),
            DoctorCommand.Create(),
            KernelCommand.Create(),
            CourseCommand.Create(),
        };
        root.Options.OfType<VersionOption>().Single().Action = new VersionAction();
        root.SetAction(_ => root.Parse(["--help"]).Invoke());
        return root;
    }

    private static Command Run() =>
        new("run", "Runs a script with the module imported, as pwsh -File does")
        {
            new Argument<string>("FILE") { Description = "The script, FILE.ps1" },
            new Argument<string[]>("ARGS")
            {
                Description = "What the script takes, such as -Name lab -Force",
                Arity = ArgumentArity.ZeroOrMore,
            },
        };

    private static Command Shell()
    {
        var shell = new Command("shell", "Takes commands from the terminal, or from standard input");
        shell.SetAction(_ => ShellCommand.Invoke());
        return shell;
    }
}
