using Npgsql;
using ReplicaShell.Sql;

namespace ReplicaShell.Course.Checks.Follower;

/// <summary>What the rows of a table come to: how many, and a digest over them in order.</summary>
/// <param name="Table">The table with its schema, quoted.</param>
/// <param name="Rows">How many rows.</param>
/// <param name="Digest">The same for the same rows, and for no others.</param>
internal sealed record TableDigest(string Table, long Rows, string Digest)
{
    private const string TablesSql = """
        select n.nspname, c.relname from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
        where c.relkind = 'r' and c.relpersistence = 'p'
            and n.nspname <> 'information_schema' and n.nspname not like 'pg\_%'
        order by 1, 2
        """;

    /// <summary>The permanent tables of a database, quoted.</summary>
    public static async Task<IReadOnlyList<string>> TablesAsync(
        NpgsqlConnection server,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(TablesSql, server);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var tables = new List<string>();
        while (await row.ReadAsync(cancellationToken))
        {
            tables.Add(SqlIdentifier.Quote(row.GetString(0), row.GetString(1)));
        }

        return tables;
    }

    /// <summary>Those of these tables.</summary>
    public static async Task<IReadOnlyList<TableDigest>> ReadAsync(
        NpgsqlConnection server,
        IReadOnlyList<string> tables,
        CancellationToken cancellationToken
    )
    {
        var digests = new List<TableDigest>();
        foreach (var table in tables)
        {
            await using var command = new NpgsqlCommand(
                $"select count(*), coalesce(md5(string_agg(row::text, E'\\n' order by row::text collate \"C\")), '') "
                    + $"from {table} as row",
                server
            );
            await using var row = await command.ExecuteReaderAsync(cancellationToken);
            await row.ReadAsync(cancellationToken);
            digests.Add(new(table, row.GetInt64(0), row.GetString(1)));
        }

        return digests;
    }
}
