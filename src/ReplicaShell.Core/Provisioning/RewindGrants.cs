using Npgsql;
using ReplicaShell.Sql;
using ReplicaShell.Topology;

namespace ReplicaShell.Provisioning;

/// <summary>
/// Lets the replication role read a server's files, as pg_rewind must (PostgreSQL documentation, "pg_rewind", Notes). It may
/// copy the whole server already.
/// </summary>
internal static class RewindGrants
{
    private static readonly string[] Functions =
    [
        "pg_ls_dir(text, boolean, boolean)",
        "pg_stat_file(text, boolean)",
        "pg_read_binary_file(text)",
        "pg_read_binary_file(text, bigint, bigint, boolean)",
    ];

    /// <summary>Grants it, in the database of the connection: pg_rewind connects to the same.</summary>
    public static async Task EnsureAsync(NpgsqlConnection leader, CancellationToken cancellationToken)
    {
        var functions = string.Join(", ", Functions.Select(function => $"pg_catalog.{function}"));
        await leader.ExecuteAsync(
            $"grant execute on function {functions} to {SqlIdentifier.Quote(PairDatabases.Replicator)}",
            cancellationToken
        );
    }
}
