using System.Text.Json.Nodes;
using ReplicaShell.Cli.Tests.Running;
using ReplicaShell.Engines.Local.Postgres;
using ReplicaShell.Errors;

namespace ReplicaShell.Cli.Tests.Kernel;

/// <summary>A kernel with a pair named <c>lab</c>, of a leader and a follower, in a data folder of its own.</summary>
internal static class KernelLab
{
    private const string End = "Remove-ReplicaPair lab -Force";

    /// <summary>Makes the pair, takes the steps in turn, and removes the pair.</summary>
    /// <returns>What came back of each of the steps.</returns>
    public static async Task<JsonNode[]> RunAsync(params JsonObject[] steps)
    {
        await RequirePostgresAsync();
        using var home = new ScratchFolder();
        var (begin, end) = (KernelSession.Cell(Begin(home.Path)), KernelSession.Cell(End));
        var results = await KernelSession.RunAsync(KernelSession.Pwsh, [begin, .. steps, end]);
        Assert.Equal("ok", (string?)results[0]!["reply"]!["status"]);
        Assert.Equal("ok", (string?)results[^1]!["reply"]!["status"]);
        return [.. results.Skip(1).SkipLast(1).Select(result => result!)];
    }

    private static string Begin(string home)
    {
        if (!OperatingSystem.IsWindows())
        {
            // Servers of root's tests run as another user, who must get through.
            File.SetUnixFileMode(home, (UnixFileMode)0b111_101_101);
        }

        return $"""
            [Environment]::SetEnvironmentVariable('REPLICASHELL_HOME', '{home}')
            [Environment]::SetEnvironmentVariable('REPLICASHELL_SPARES', '0')
            $null = New-ReplicaPair lab
            """;
    }

    /// <summary>The code of cells between that which makes the pair and that which removes it.</summary>
    public static IEnumerable<string> Around(string home, IEnumerable<string> cells) => [Begin(home), .. cells, End];

    /// <summary>Returns when there is a PostgreSQL that the pair can run on.</summary>
    public static async Task RequirePostgresAsync()
    {
        try
        {
            await PostgresDiscovery.FindAsync(null, TestContext.Current.CancellationToken);
        }
        catch (ReplicaException e)
        {
            Assert.True(
                Environment.GetEnvironmentVariable("CI") is null or "",
                $"A CI machine needs PostgreSQL. {e.Message}"
            );
            Assert.Skip(e.Message);
        }
    }
}
