using ReplicaShell.Engines.Local.Postgres;
using ReplicaShell.Errors;

namespace ReplicaShell.Tests.Surroundings;

/// <summary>PostgreSQL on this machine: without it a test is skipped with the reason; on a CI machine it fails instead.</summary>
internal static class TestPostgres
{
    private static readonly Lazy<Task<string?>> s_reason = new(FindAsync);

    /// <summary>Returns when there is a PostgreSQL of whatever supported version.</summary>
    public static async Task RequireAsync()
    {
        if (await s_reason.Value is { } reason)
        {
            Missing(reason);
        }
    }

    /// <summary>Skips the test for want of what it needs, or fails it on a CI machine.</summary>
    public static void Missing(string reason)
    {
        Assert.True(Environment.GetEnvironmentVariable("CI") is null or "", "A CI machine must have this. " + reason);
        Assert.Skip(reason);
    }

    private static async Task<string?> FindAsync()
    {
        try
        {
            await PostgresDiscovery.FindAsync(null, CancellationToken.None);
            return null;
        }
        catch (ReplicaException e)
        {
            return e.Message;
        }
    }
}
