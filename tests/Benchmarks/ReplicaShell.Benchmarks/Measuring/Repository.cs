using System.Diagnostics;

namespace ReplicaShell.Benchmarks.Measuring;

/// <summary>The checkout that the benchmark is built from, and its programs.</summary>
internal static class Repository
{
    private const string PostgresUser = "postgres";

    public static string Root { get; } = Find();

    public static string Cli =>
        Directory
            .EnumerateFiles(
                Path.Combine(Root, "src", "ReplicaShell.Cli", "bin"),
                "ReplicaShell.Cli.dll",
                SearchOption.AllDirectories
            )
            .OrderByDescending(File.GetLastWriteTimeUtc)
            .First();

    /// <summary>Runs the plain-shell floor, as a user that PostgreSQL accepts, and returns its phases in seconds.</summary>
    /// <param name="keep">Where its data is left; removed when null.</param>
    public static async Task<IReadOnlyDictionary<string, double>> FloorAsync(ScratchHome? keep = null)
    {
        // A copy where that user can read it.
        var script = Path.Combine(Path.GetTempPath(), $"replicashell-floor-{Environment.ProcessId}.sh");
        File.Copy(Peer("raw_pair.sh"), script, overwrite: true);
        try
        {
            var start = new ProcessStartInfo("bash", [script, "7433"]) { WorkingDirectory = Path.GetTempPath() };
            if (Environment.IsPrivilegedProcess && !OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(script, (UnixFileMode)0b111_101_101);
                start.UserName = PostgresUser;
            }

            start.Environment["KEEP"] = keep?.Folder;

            return Phases(await RunAsync(start));
        }
        finally
        {
            File.Delete(script);
        }
    }

    /// <summary>Runs the floor of plain docker commands, and returns its phases in seconds.</summary>
    public static async Task<IReadOnlyDictionary<string, double>> DockerFloorAsync() =>
        Phases(await RunAsync(new ProcessStartInfo("bash", [Peer("docker_pair.sh"), "7533"])));

    /// <summary>Runs a script on the real engine, in a process of its own, with the module imported.</summary>
    public static Task<string> EngineAsync(string script, string home)
    {
        var start = new ProcessStartInfo("dotnet", [Cli, "-c", script]);
        start.Environment["REPLICASHELL_HOME"] = home;
        return RunAsync(start);
    }

    /// <summary>Returns when all that was written lies on disk.</summary>
    public static Task FlushAsync() =>
        OperatingSystem.IsWindows() ? Task.CompletedTask : RunAsync(new ProcessStartInfo("sync"));

    public static async Task<string> RunAsync(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException(
                $"{start.FileName} ended with {process.ExitCode}: {output}{await error}"
            );
    }

    private static string Peer(string script) => Path.Combine(Root, "tests", "Benchmarks", "peers", script);

    private static Dictionary<string, double> Phases(string output) =>
        output
            .Split('\n')
            .Last(line => line.Contains("pair total=", StringComparison.Ordinal))
            .Replace("start follower", "start-follower", StringComparison.Ordinal)
            .Replace("pair total", "pair-total", StringComparison.Ordinal)
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(field => field.Split('='))
            .ToDictionary(
                field => field[0],
                field => double.Parse(field[1], System.Globalization.CultureInfo.InvariantCulture)
            );

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ReplicaShell.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("This runs from a checkout.");
    }
}
