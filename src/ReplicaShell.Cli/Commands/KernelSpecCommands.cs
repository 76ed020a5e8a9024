using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using ReplicaShell.Cli.Sessions;
using ReplicaShell.Errors;
using ReplicaShell.Kernel.Installation;

namespace ReplicaShell.Cli.Commands;

/// <summary><c>replicashell kernel install|list|remove</c>: what Jupyter knows of the kernel.</summary>
internal static class KernelSpecCommands
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Describes the commands.</summary>
    public static IEnumerable<Command> Create() =>
        [
            Create("install", "Makes the kernel known to Jupyter and VS Code", Install, Installed),
            Create("list", "Shows the kernels that were installed", KernelSpecs.List, Listed),
            Create("remove", "Takes the kernels away again", KernelSpecs.Remove, Removed),
        ];

    private static Command Create(
        string name,
        string description,
        Func<string, IReadOnlyList<InstalledKernel>> work,
        Func<string, IReadOnlyList<InstalledKernel>, IEnumerable<string>> tell
    )
    {
        var path = new Option<DirectoryInfo?>("--path")
        {
            Description = "A Jupyter data folder; else the user's own",
            HelpName = "DIR",
        };
        var json = new Option<bool>("--json") { Description = "Writes what it did as JSON" };
        var command = new Command(name, description) { path, json };
        command.SetAction(parsed =>
        {
            var data = parsed.GetValue(path)?.FullName ?? JupyterFolders.OfUser();
            try
            {
                var kernels = work(data);
                Console.WriteLine(parsed.GetValue(json) ? ToJson(kernels) : string.Join('\n', tell(data, kernels)));
                return ExitCode.Success;
            }
            catch (ReplicaException failure)
            {
                Console.Error.WriteLine($"replicashell: {failure.Message}");
                return ExitCode.Failure;
            }
        });
        return command;
    }

    private static IReadOnlyList<InstalledKernel> Install(string data) =>
        KernelSpecs.Install(
            data,
            KernelLauncher.OfThisProcess(Path.Combine(AppContext.BaseDirectory, "ReplicaShell.Cli.dll"))
        );

    private static IEnumerable<string> Installed(string data, IReadOnlyList<InstalledKernel> kernels)
    {
        var choice = kernels[0].Spec.Title;
        return
        [
            .. kernels.Select(Line),
            "",
            $"In VS Code (with its extension Jupyter): Select Kernel, Jupyter Kernel, \"{choice}\".",
            $"In Jupyter: \"{choice}\" when a notebook is made, or Kernel, Change kernel. Both see it when they start next.",
            .. JupyterFolders.All().Contains(data)
                ? []
                : (string[])[$"Jupyter looks there only with JUPYTER_PATH={data}"],
        ];
    }

    private static IEnumerable<string> Listed(string data, IReadOnlyList<InstalledKernel> kernels) =>
        kernels.Count > 0
            ? kernels.Select(Line)
            : [$"No kernel of ReplicaShell is in {data}. '{OwnName.Command} kernel install' puts it there."];

    private static IEnumerable<string> Removed(string data, IReadOnlyList<InstalledKernel> kernels) =>
        kernels.Count > 0
            ? kernels.Select(kernel => $"Removed {kernel.Spec.Title} from {data}")
            : [$"No kernel of ReplicaShell was in {data}."];

    private static string Line(InstalledKernel kernel)
    {
        var line = $"{kernel.Spec.Name, -20} {kernel.Spec.Title, -26} {kernel.File}";
        return kernel.Missing is null
            ? line
            : $"{line}\n{"", -20} starts {kernel.Missing}, which is not there: run '{OwnName.Command} kernel install' again";
    }

    private static string ToJson(IEnumerable<InstalledKernel> kernels) =>
        JsonSerializer.Serialize(
            kernels.Select(kernel => new
            {
                kernel.Spec.Name,
                kernel.Spec.Title,
                kernel.File,
                kernel.Missing,
            }),
            Json
        );
}
