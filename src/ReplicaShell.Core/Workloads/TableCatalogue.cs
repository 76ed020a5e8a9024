using Npgsql;
using ReplicaShell.Sql;

namespace ReplicaShell.Workloads;

/// <summary>Looks tables up in the server's catalogue.</summary>
internal static class TableCatalogue
{
    private const string FindTable = """
        select c.oid, n.nspname, c.relname, c.relkind, c.relpersistence
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.oid = to_regclass($1)
        """;

    private const string FindColumns = """
        select a.attname,
               format_type(a.atttypid, a.atttypmod),
               coalesce(a.attnum = any (k.conkey), false),
               a.attnotnull or t.typnotnull,
               a.atthasdef or a.attidentity <> '' or a.attgenerated <> '' or t.typdefault is not null,
               a.attidentity = 'a',
               exists (select from pg_constraint f
                       where f.conrelid = a.attrelid and f.contype = 'f' and a.attnum = any (f.conkey)),
               coalesce(b.typname, t.typname),
               coalesce(b.typcategory, t.typcategory),
               case when coalesce(b.typname, t.typname) in ('varchar', 'bpchar')
                    then nullif(greatest(a.atttypmod, t.typtypmod), -1) - 4 end
        from pg_attribute a
        join pg_type t on t.oid = a.atttypid
        left join pg_type b on b.oid = t.typbasetype and t.typtype = 'd'
        left join pg_constraint k on k.conrelid = a.attrelid and k.contype = 'p'
        where a.attrelid = $1 and a.attnum > 0 and not a.attisdropped
        order by a.attnum
        """;

    /// <summary>The table of that name, first as SQL would read it, then taken as it stands; null when there is none.</summary>
    public static async Task<TableEntry?> FindAsync(
        NpgsqlConnection connection,
        string name,
        CancellationToken cancellationToken
    ) =>
        name.Contains('\0', StringComparison.Ordinal)
            ? null
            : await LookUpAsync(connection, name, cancellationToken)
                ?? await LookUpAsync(connection, SqlIdentifier.Quote(name), cancellationToken);

    public static async Task<IReadOnlyList<TableColumn>> ColumnsAsync(
        NpgsqlConnection connection,
        TableEntry table,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(FindColumns, connection)
        {
            Parameters =
            {
                new NpgsqlParameter<uint> { TypedValue = table.Oid, DataTypeName = "oid" },
            },
        };
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var columns = new List<TableColumn>();
        while (await row.ReadAsync(cancellationToken))
        {
            var declared = row.GetString(1);
            columns.Add(
                new TableColumn(
                    row.GetString(0),
                    declared,
                    IsKey: row.GetBoolean(2),
                    Required: row.GetBoolean(3),
                    FillsItself: row.GetBoolean(4),
                    AlwaysIdentity: row.GetBoolean(5),
                    References: row.GetBoolean(6),
                    ColumnValue.For(
                        row.GetString(7),
                        row.GetChar(8),
                        declared,
                        row.IsDBNull(9) ? null : row.GetInt32(9)
                    )
                )
            );
        }

        return columns;
    }

    private static async Task<TableEntry?> LookUpAsync(
        NpgsqlConnection connection,
        string name,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(FindTable, connection)
        {
            Parameters = { new NpgsqlParameter<string> { TypedValue = name } },
        };
        try
        {
            await using var row = await command.ExecuteReaderAsync(cancellationToken);
            return await row.ReadAsync(cancellationToken)
                ? new TableEntry(
                    row.GetFieldValue<uint>(0),
                    row.GetString(1),
                    row.GetString(2),
                    row.GetChar(3),
                    row.GetChar(4)
                )
                : null;
        }
        catch (PostgresException exception)
            when (exception.SqlState
                    is PostgresErrorCodes.InvalidName
                        or PostgresErrorCodes.SyntaxError
                        or PostgresErrorCodes.FeatureNotSupported
            )
        {
            // The text is no name in SQL's grammar, such as "my table"; it may still be one in quotes.
            return null;
        }
    }
}
