using Npgsql;
using ReplicaShell.Sql;

namespace ReplicaShell.Replication.Divergence;

/// <summary>
/// Compares the rows of the users' tables on two servers, by their primary keys. What ReplicaShell itself writes is left out.
/// </summary>
internal static class RowComparison
{
    /// <summary>Tables with more rows are not read: that would be a full copy over the network.</summary>
    public const int MostRows = 100_000;

    /// <summary>What a row is called: no column is, or the column would be meant.</summary>
    private const string Row = "replicashell_row";

    // Keys as text in the order of the key's columns; tables without a key have none.
    private const string Tables = """
        select n.nspname, c.relname, string_agg(format('replicashell_row.%I::text', a.attname), ' || '', '' || ' order by k.place)
            filter (where a.attname is not null)
        from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
        left join pg_index i on i.indrelid = c.oid and i.indisprimary
        left join lateral unnest(i.indkey::smallint[]) with ordinality as k (number, place) on true
        left join pg_attribute a on a.attrelid = c.oid and a.attnum = k.number
        where c.relkind = 'r' and c.relpersistence = 'p'
            and n.nspname not in ('pg_catalog', 'information_schema', 'replicashell')
        group by 1, 2
        order by 1, 2
        """;

    /// <summary>Compares all tables that either of them has.</summary>
    public static async Task<RowDifferences> RunAsync(
        NpgsqlConnection here,
        NpgsqlConnection there,
        CancellationToken cancellationToken
    )
    {
        var (ours, theirs) = (await ListAsync(here, cancellationToken), await ListAsync(there, cancellationToken));
        var rows = new List<DivergedRow>();
        var notCompared = new List<string>();
        foreach (var table in ours.Keys.Union(theirs.Keys).Order(StringComparer.Ordinal))
        {
            var key = ours.GetValueOrDefault(table) ?? theirs.GetValueOrDefault(table);
            if (key is null)
            {
                notCompared.Add($"{table}: it has no primary key");
                continue;
            }

            try
            {
                var one = await ReadAsync(here, ours.ContainsKey(table) ? table : null, key, cancellationToken);
                var other = await ReadAsync(there, theirs.ContainsKey(table) ? table : null, key, cancellationToken);
                if (one is null || other is null)
                {
                    notCompared.Add(FormattableString.Invariant($"{table}: it has more than {MostRows} rows"));
                }
                else
                {
                    rows.AddRange(RowDifferences.Compare(table, one, other));
                }
            }
            catch (PostgresException e)
            {
                notCompared.Add($"{table}: {e.MessageText}");
            }
        }

        return new RowDifferences { Rows = rows, NotCompared = notCompared };
    }

    private static async Task<Dictionary<string, string?>> ListAsync(
        NpgsqlConnection server,
        CancellationToken cancellationToken
    )
    {
        var tables = new Dictionary<string, string?>(StringComparer.Ordinal);
        await using var command = new NpgsqlCommand(Tables, server);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var (schema, name) = (reader.GetString(0), reader.GetString(1));
            var key = await reader.IsDBNullAsync(2, cancellationToken) ? null : reader.GetString(2);
            tables[schema == "public" ? name : $"{schema}.{name}"] = key;
        }

        return tables;
    }

    /// <summary>The rows of a table by key; none for no table, null for too many.</summary>
    private static async Task<Dictionary<string, string>?> ReadAsync(
        NpgsqlConnection server,
        string? table,
        string key,
        CancellationToken cancellationToken
    )
    {
        var rows = new Dictionary<string, string>(StringComparer.Ordinal);
        if (table is null)
        {
            return rows;
        }

        var name = string.Join('.', table.Split('.', 2).Select(SqlIdentifier.Quote));
        var sql = FormattableString.Invariant(
            $"select {key}, row_to_json({Row})::text from {name} as {Row} limit {MostRows + 1}"
        );
        await using var command = new NpgsqlCommand(sql, server);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            rows[reader.GetString(0)] = reader.GetString(1);
        }

        return rows.Count > MostRows ? null : rows;
    }
}
