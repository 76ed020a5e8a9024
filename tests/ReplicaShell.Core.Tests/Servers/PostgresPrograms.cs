using System.Diagnostics;
using System.Globalization;
using ReplicaShell.Core.Tests.Surroundings;

namespace ReplicaShell.Core.Tests.Servers;

/// <summary>PostgreSQL's programs on this machine, run as somebody who may run a server.</summary>
internal static class PostgresPrograms
{
    private const string ServerUser = "postgres";
    private static readonly Lazy<string?> _folder = new(Find);

    /// <summary>Skips the test where there is no PostgreSQL; on a CI machine it fails instead.</summary>
    public static string Folder
    {
        get
        {
            if (_folder.Value is null && Environment.GetEnvironmentVariable("CI") is null)
            {
                Assert.Skip(
                    "No PostgreSQL here: install one, or set REPLICASHELL_POSTGRES to the folder of its programs."
                );
            }

            return _folder.Value ?? throw new InvalidOperationException("A CI machine needs PostgreSQL.");
        }
    }

    /// <summary>PostgreSQL refuses to run as root.</summary>
    public static bool NeedsOtherUser => !OperatingSystem.IsWindows() && Environment.UserName == "root";

    /// <summary>Runs a program to its end.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message has what it wrote.</exception>
    public static async Task RunAsync(string program, params string[] arguments)
    {
        var path = Path.Combine(Folder, program);
        var start = new ProcessStartInfo(NeedsOtherUser ? "runuser" : path)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var argument in NeedsOtherUser ? ["-u", ServerUser, "--", path, .. arguments] : arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException(
                $"{program} ended with {process.ExitCode}: {await errors}{await output}"
            );
        }
    }

    /// <summary>Makes an empty folder that the server's user owns.</summary>
    public static string NewFolder()
    {
        var folder = TestFolders.CreateTemporary("replicashell-tests-");
        if (NeedsOtherUser)
        {
            using var process = Process.Start("chown", [ServerUser, folder]);
            process.WaitForExit();
        }

        return folder;
    }

    private static string? Find()
    {
        var named = Environment.GetEnvironmentVariable("REPLICASHELL_POSTGRES");
        var onPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        var debian = Directory.Exists("/usr/lib/postgresql")
            ? Directory
                .GetDirectories("/usr/lib/postgresql")
                .OrderByDescending(folder =>
                    double.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var version)
                        ? version
                        : 0
                )
                .Select(folder => Path.Combine(folder, "bin"))
            : [];
        return onPath
            .Concat(debian)
            .Prepend(named)
            .OfType<string>()
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")));
    }
}
