using System.Text.Json.Nodes;
using ReplicaShell.Cli.Tests.Running;
using ReplicaShell.Engines.Local.Postgres;
using ReplicaShell.Errors;

namespace ReplicaShell.Cli.Tests.Kernel;

/// <summary>A kernel with a pair named <c>lab</c>, of a leader and a follower, in a data folder of its own.</summary>
internal static class KernelLab
{
    /// <summary>Makes the pair, takes the steps in turn, and removes the pair.</summary>
    /// <returns>What came back of each of the steps.</returns>
    public static async Task<JsonNode[]> RunAsync(params JsonObject[] steps)
    {
        await RequirePostgresAsync();
        using var home = new ScratchFolder();
        if (!OperatingSystem.IsWindows())
        {
            // Servers of root's tests run as another user, who must get through.
            File.SetUnixFileMode(home.Path, (UnixFileMode)0b111_101_101);
        }

        var begin = KernelSession.Cell(
            $"""
            [Environment]::SetEnvironmentVariable('REPLICASHELL_HOME', '{home.Path}')
            [Environment]::SetEnvironmentVariable('REPLICASHELL_SPARES', '0')
            $null = New-ReplicaPair lab
            """
        );
        var end = KernelSession.Cell("Remove-ReplicaPair lab -Force");
        var results = await KernelSession.RunAsync(KernelSession.Pwsh, [begin, .. steps, end]);
        Assert.Equal("ok", (string?)results[0]!["reply"]!["status"]);
        Assert.Equal("ok", (string?)results[^1]!["reply"]!["status"]);
        return [.. results.Skip(1).SkipLast(1).Select(result => result!)];
    }

    private static async Task RequirePostgresAsync()
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
