using System.Runtime.InteropServices;

namespace ReplicaShell.Engines.Local.Processes;

/// <summary>The <c>dotnet</c> of this machine.</summary>
public static class DotnetHost
{
    private static readonly string s_name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";

    /// <summary>Its path; null where there is none.</summary>
    public static string? Find() => Candidates().FirstOrDefault(File.Exists);

    /// <summary>Where it may be, the likeliest first: the one that runs this process, that of its runtime, the PATH.</summary>
    internal static IEnumerable<string> Candidates()
    {
        if (Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host)
        {
            yield return host;
        }
        if (IsDotnet(Environment.ProcessPath))
        {
            yield return Environment.ProcessPath!;
        }
        if (Environment.GetEnvironmentVariable("DOTNET_ROOT") is { Length: > 0 } root)
        {
            yield return Path.Combine(root, s_name);
        }
        // DOTNET/shared/Microsoft.NETCore.App/VERSION is where a shared runtime lies.
        var runtime = RuntimeEnvironment.GetRuntimeDirectory();
        yield return Path.GetFullPath(Path.Combine(runtime, "..", "..", "..", s_name));
        foreach (var folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
        {
            if (Path.IsPathFullyQualified(folder))
            {
                yield return Path.Combine(folder, s_name);
            }
        }
    }

    private static bool IsDotnet(string? path) =>
        string.Equals(Path.GetFileNameWithoutExtension(path), "dotnet", StringComparison.OrdinalIgnoreCase);
}
