using System.CommandLine;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using ReplicaShell.Cli.Doctor;
using ReplicaShell.Cli.Hosting;
using ReplicaShell.Cli.Prompting;
using ReplicaShell.Cli.Sessions;
using ReplicaShell.Errors;
using ReplicaShell.Kernel;
using ReplicaShell.Kernel.Cells;
using ReplicaShell.Kernel.Languages;
using ReplicaShell.Kernel.Protocol;
using ReplicaShell.Kernel.Server;
using ReplicaShell.Kernel.Warming;
using Command = System.CommandLine.Command;

namespace ReplicaShell.Cli.Commands;

/// <summary><c>replicashell kernel</c>: the Jupyter kernel and its kernelspecs.</summary>
internal static class KernelCommand
{
    /// <summary>Describes the command.</summary>
    public static Command Create()
    {
        var kernel = new Command("kernel", "The Jupyter kernel for C# and PowerShell") { Run() };
        foreach (var command in KernelSpecCommands.Create())
        {
            kernel.Add(command);
        }

        return kernel;
    }

    private static Command Run()
    {
        var file = new Option<FileInfo>("-f") { Description = "The connection file", Required = true };
        var language = new Option<string>("--language") { DefaultValueFactory = _ => CellParser.CSharp };
        language.AcceptOnlyFromAmong(CellParser.CSharp, CellParser.Pwsh);
        var run = new Command("run", "Runs a kernel, as Jupyter starts it") { file, language };
        run.SetAction(parsed => Run(parsed.GetRequiredValue(file).FullName, parsed.GetRequiredValue(language)));
        return run;
    }

    private static int Run(string file, string language)
    {
        try
        {
            var warmUp = new WarmUp();
            using var session = new CSharpSession(Path.Combine(DataFolder.Path, "packages"));
            var csharp = new CSharpLanguage(session, warmUp);
            HostStreams? streams = null;
            var runspace = new Lazy<Runspace>(() => OpenRunspace(streams = CellStreams()));
            var pwsh = new PwshLanguage(runspace, warmUp, () => streams?.EndProgress());
            var languages = new Dictionary<string, ICellLanguage>
            {
                [CellParser.CSharp] = csharp,
                [CellParser.Pwsh] = pwsh,
            };
            ParentWatch.Begin();
            using var server = new KernelServer(ConnectionFile.Read(file), language, languages);
            ICellLanguage[] likeliestFirst = language == CellParser.CSharp ? [csharp, pwsh] : [pwsh, csharp];
            warmUp.Begin([.. likeliestFirst.SelectMany(one => one.WarmUp()), KernelViews.WarmUp, ViewRehearsal.Run]);
            server.Run();
            if (runspace.IsValueCreated)
            {
                // The thread that it keeps would keep the process.
                runspace.Value.Dispose();
            }

            return ExitCode.Success;
        }
        catch (ReplicaException failure)
        {
            Console.Error.WriteLine($"replicashell: {failure.Message}");
            return ExitCode.NoSession;
        }
    }

    private static HostStreams CellStreams() =>
        new(new TerminalTraits(false, false, false, false, false), new CellProgress(TimeProvider.System));

    private static Runspace OpenRunspace(HostStreams streams)
    {
        // The runspace keeps the thread on which its first command runs: that belongs to no cell.
        using var apart = ExecutionContext.SuppressFlow();
        var manifest = ModuleLocator.Find() ?? throw new SessionException("The module ReplicaShell was not found.");
        var runspace = RunspaceSetup.Open(
            new EngineHost(new EngineUserInterface(streams, new CellQuestioner(streams))),
            streams.Traits,
            manifest
        );
        using var shell = PowerShell.Create(runspace);
        shell.AddCommand("Import-Module").AddParameter("Name", manifest).AddParameter("Global").Invoke();
        return runspace;
    }
}
