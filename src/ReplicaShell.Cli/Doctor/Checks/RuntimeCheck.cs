using System.Runtime.InteropServices;

namespace ReplicaShell.Cli.Doctor.Checks;

/// <summary>The .NET that runs this program, and the host that the link between nodes is started with.</summary>
internal sealed class RuntimeCheck : ICheck
{
    private const string Name = ".NET";

    /// <inheritdoc/>
    public Task<Finding> ExamineAsync(CancellationToken cancellationToken)
    {
        var runtime = RuntimeInformation.FrameworkDescription;
        var finding = Host() is { } host
            ? Finding.Ok(Name, $"{runtime}, host {host}")
            : Finding.Missing(
                Name,
                $"{runtime}, but no dotnet host for the link between nodes",
                InstallHint.For("dotnet-runtime-10.0", "dotnet", "Microsoft.DotNet.Runtime.10")
            );
        return Task.FromResult(finding);
    }

    private static string? Host()
    {
        var file = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";

        // <root>/shared/Microsoft.NETCore.App/<version>/ is where the runtime that runs now lies.
        var root = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        string?[] candidates = [Path.Combine(root, file), Environment.ProcessPath, ExternalTool.Find("dotnet")];
        return candidates.FirstOrDefault(path => Path.GetFileName(path) == file && File.Exists(path));
    }
}
