using ReplicaShell.Course.Tests.Surroundings;

namespace ReplicaShell.Course.Tests.Notebooks;

/// <summary>.NET Interactive, as it was when it was given up, in a folder that goes again.</summary>
internal sealed class NetInteractive : IDisposable
{
    private const string Version = "1.0.712001";
    private readonly string folder = Directory.CreateTempSubdirectory("rs-interactive-").FullName;

    private NetInteractive() =>
        Environment = [
            ("PATH", $"{folder}{Path.PathSeparator}{System.Environment.GetEnvironmentVariable("PATH")}"),
            ("JUPYTER_PATH", folder),
            ("DOTNET_INTERACTIVE_CLI_TELEMETRY_OPTOUT", "1"),
        ];

    /// <summary>The variables with which Jupyter finds it.</summary>
    public (string Name, string Value)[] Environment { get; }

    /// <summary>Gets it from NuGet and tells Jupyter of it.</summary>
    public static async Task<NetInteractive> InstallAsync()
    {
        var own = new NetInteractive();
        string[] words = ["tool", "install", "Microsoft.dotnet-interactive", "--version", Version];
        await own.RunAsync("dotnet", [.. words, "--tool-path", own.folder]);
        var kernels = Directory.CreateDirectory(Path.Combine(own.folder, "kernels")).FullName;
        var program = Path.Combine(
            own.folder,
            OperatingSystem.IsWindows() ? "dotnet-interactive.exe" : "dotnet-interactive"
        );
        await own.RunAsync(program, ["jupyter", "install", "--path", kernels]);
        return own;
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(folder, recursive: true);

    private async Task RunAsync(string program, string[] words)
    {
        var (exit, output) = await Command.RunAsync(program, words, Environment);
        Assert.True(exit == 0, output);
    }
}
