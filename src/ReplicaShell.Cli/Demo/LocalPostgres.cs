using ReplicaShell.Engines.Local.Postgres;
using ReplicaShell.Errors;

namespace ReplicaShell.Cli.Demo;

/// <summary>Looks for the PostgreSQL that a demonstration on this machine would use.</summary>
public static class LocalPostgres
{
    /// <summary>Whether there is one of a supported version.</summary>
    public static bool IsThere()
    {
        try
        {
            PostgresDiscovery.FindAsync(null, CancellationToken.None).GetAwaiter().GetResult();
            return true;
        }
        catch (ReplicaException e) when (e.ErrorId == "PostgresNotFound")
        {
            return false;
        }
    }
}
