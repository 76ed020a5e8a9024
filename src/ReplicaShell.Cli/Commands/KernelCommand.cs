using System.CommandLine;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using ReplicaShell.Cli.Doctor;
using ReplicaShell.Cli.Hosting;
using ReplicaShell.Cli.Prompting;
using ReplicaShell.Cli.Sessions;
using ReplicaShell.Errors;
using ReplicaShell.Kernel.Cells;
using ReplicaShell.Kernel.Installation;
using ReplicaShell.Kernel.Languages;
using ReplicaShell.Kernel.Protocol;
using ReplicaShell.Kernel.Server;
using Command = System.CommandLine.Command;

namespace ReplicaShell.Cli.Commands;

/// <summary><c>replicashell kernel</c>: the Jupyter kernel and its kernelspecs.</summary>
internal static class KernelCommand
{
    /// <summary>Describes the command.</summary>
    public static Command Create()
    {
        var path = new Option<DirectoryInfo?>("--path") { Description = "A Jupyter data folder; else the user's own" };
        var install = new Command("install", "Writes the kernelspecs") { path };
        install.SetAction(parsed => KernelSpecs.Install(parsed.GetValue(path)?.FullName).ForEach(Console.WriteLine));
        var list = new Command("list", "Shows the kernelspecs") { path };
        list.SetAction(parsed => KernelSpecs.List(parsed.GetValue(path)?.FullName).ForEach(Console.WriteLine));
        var remove = new Command("remove", "Removes the kernelspecs") { path };
        remove.SetAction(parsed => KernelSpecs.Remove(parsed.GetValue(path)?.FullName).ForEach(Console.WriteLine));
        return new Command("kernel", "The Jupyter kernel for C# and PowerShell") { install, Run(), list, remove };
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
            using var csharp = new CSharpLanguage(Path.Combine(DataFolder.Path, "packages"));
            HostStreams? streams = null;
            var pwsh = new PwshLanguage(
                new Lazy<Runspace>(() => OpenRunspace(streams = CellStreams())),
                () => streams?.EndProgress()
            );
            var languages = new Dictionary<string, ICellLanguage>
            {
                [CellParser.CSharp] = csharp,
                [CellParser.Pwsh] = pwsh,
            };
            ParentWatch.Begin();
            using var server = new KernelServer(ConnectionFile.Read(file), language, languages);
            server.Run();
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
