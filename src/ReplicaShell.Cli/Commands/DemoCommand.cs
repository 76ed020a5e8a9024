using System.CommandLine;
using ReplicaShell.Cli.Demo;
using ReplicaShell.Cli.Doctor;
using ReplicaShell.Cli.Sessions;

namespace ReplicaShell.Cli.Commands;

/// <summary><c>replicashell demo</c>: the whole story in one command.</summary>
internal static class DemoCommand
{
    // A machine without PostgreSQL gets one; where there is no npm either, the error names the command that helps.
    private const string InstallIfMissing =
        "if (-not [ReplicaShell.Cli.Demo.LocalPostgres]::IsThere()) { $null = Install-ReplicaPostgres -ErrorAction Stop }";

    /// <summary>Describes the command and its options.</summary>
    public static Command Create()
    {
        var engine = new Option<string?>("--engine")
        {
            Description = "Where the servers run; in Docker where it is there, and neither PostgreSQL nor npm is",
        };
        engine.AcceptOnlyFromAmong(DemoEngine.Local, DemoEngine.Docker);
        var output = new Option<DirectoryInfo>("--output")
        {
            Description = "The folder for the pictures",
            HelpName = "DIR",
            DefaultValueFactory = _ => new DirectoryInfo("replicashell-demo"),
        };
        var keep = new Option<bool>("--keep") { Description = "Leaves the pair running at the end" };
        var script = new Option<FileInfo?>("--script") { Description = "Another script", Hidden = true };
        var command = new Command("demo", "Makes a pair, measures it, crashes its leader and tells what was lost")
        {
            engine,
            output,
            keep,
            script,
        };
        command.SetAction(parsed =>
            Invoke(
                parsed.GetValue(engine),
                parsed.GetRequiredValue(output),
                parsed.GetValue(keep),
                parsed.GetValue(script)
            )
        );
        return command;
    }

    private static int Invoke(string? wanted, DirectoryInfo output, bool keep, FileInfo? file)
    {
        DemoScript script;
        try
        {
            script = file is null ? DemoScript.ReadEmbedded() : DemoScript.Parse(File.ReadAllText(file.FullName));
            output.Create();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or FormatException)
        {
            Console.Error.WriteLine($"replicashell: {failure.Message}");
            return ExitCode.Usage;
        }

        return CommandGuard.WithSession(session =>
        {
            var engine = wanted ?? Choose();
            if (engine == DemoEngine.Local && session.RunText(InstallIfMissing) != RunOutcome.Completed)
            {
                return ExitCode.Failure;
            }

            session.SetVariable("Engine", engine == DemoEngine.Docker ? "Docker" : "Local");
            session.SetVariable("Output", output.FullName);
            session.SetVariable("Keep", keep);
            return new DemoRunner(session).Run(script, keep);
        });
    }

    private static string Choose() =>
        DemoEngine.Choose(
            LocalPostgres.IsThere(),
            ExternalTool.Find("npm") is not null,
            () => LocalDocker.AnswersAsync(CancellationToken.None).GetAwaiter().GetResult()
        );
}
