using System.Diagnostics;

namespace ReplicaShell.Core.Tests.Replication;

/// <summary>The PostgreSQL installations that the tests run on, and how their programs are called.</summary>
internal static class PostgresPrograms
{
    private const string ServerUser = "postgres";

    /// <summary>The folder of programs of a major version; null when it is not installed.</summary>
    public static string? Find(int major) =>
        new[]
        {
            Environment.GetEnvironmentVariable($"REPLICASHELL_TEST_POSTGRES_{major}"),
            $"/usr/lib/postgresql/{major}/bin",
            $"/usr/pgsql-{major}/bin",
            $"/opt/homebrew/opt/postgresql@{major}/bin",
        }.FirstOrDefault(folder => folder is not null && File.Exists(Path.Combine(folder, "initdb")));

    /// <summary>The folder of a major version: on a laptop without it the test is skipped, in CI it fails.</summary>
    public static string Require(int major)
    {
        var folder = Find(major);
        var reason = $"PostgreSQL {major} is not installed: set REPLICASHELL_TEST_POSTGRES_{major} to its programs.";
        Assert.True(folder is not null || Environment.GetEnvironmentVariable("CI") is null, reason);
        Assert.SkipWhen(folder is null, reason);
        return folder!;
    }

    /// <summary>Runs a program, as the server's user when this is root, and returns what it prints.</summary>
    public static Task<string> RunAsync(string program, params string[] arguments) =>
        Environment.IsPrivilegedProcess
            ? RunPlainAsync(
                "setpriv",
                [$"--reuid={ServerUser}", $"--regid={ServerUser}", "--init-groups", program, .. arguments]
            )
            : RunPlainAsync(program, arguments);

    /// <summary>Runs a program as whoever this is, and returns what it prints.</summary>
    public static async Task<string> RunPlainAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? await output
            : throw new InvalidOperationException($"{program} failed: {await errors}{await output}");
    }
}
