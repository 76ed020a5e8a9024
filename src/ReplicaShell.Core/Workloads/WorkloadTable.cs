using Npgsql;
using ReplicaShell.Errors;
using ReplicaShell.Sql;

namespace ReplicaShell.Workloads;

/// <summary>A table that can be written to by key alone: what it is called, and the statements that do it.</summary>
public sealed class WorkloadTable
{
    private const char OrdinaryTable = 'r';
    private const char PartitionedTable = 'p';
    private const char Permanent = 'p';

    private WorkloadTable(TableEntry table, TableColumn key, IReadOnlyList<TableColumn> filled)
    {
        Name = $"{table.Schema}.{table.Name}";
        KeyColumn = key.Name;
        QuotedName = SqlIdentifier.Quote(table.Schema, table.Name);
        QuotedKey = SqlIdentifier.Quote(key.Name);
        var columns = string.Join(", ", filled.Select(column => SqlIdentifier.Quote(column.Name)).Prepend(QuotedKey));
        var values = string.Join(", ", filled.Select(column => column.Value).Prepend("$1"));
        var overriding = key.AlwaysIdentity ? " overriding system value" : "";
        InsertSql = $"insert into {QuotedName} ({columns}){overriding} values ({values})";
        SelectSql = $"select * from {QuotedName} where {QuotedKey} = $1";
    }

    /// <summary>Its name with its schema, for people.</summary>
    public string Name { get; }

    /// <summary>The column that is its primary key.</summary>
    public string KeyColumn { get; }

    internal string QuotedName { get; }

    internal string QuotedKey { get; }

    /// <summary>Adds the row of the key $1; every column without a default gets a value by its type.</summary>
    internal string InsertSql { get; }

    /// <summary>Reads the row of the key $1.</summary>
    internal string SelectSql { get; }

    /// <summary>Looks a table up.</summary>
    /// <param name="connection">An open connection to a server that has it.</param>
    /// <param name="name">Its name as one would write it in SQL, or its exact name.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    /// <exception cref="ReplicaException"><c>TableNotFound</c>; <c>UnsupportedTable</c>: no row can be made from a key alone.</exception>
    public static async Task<WorkloadTable> FindAsync(
        NpgsqlConnection connection,
        string name,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(connection);
        var table =
            await TableCatalogue.FindAsync(connection, name, cancellationToken)
            ?? throw TableErrors.TableNotFound(name, connection.Database);
        if (table.Kind is not (OrdinaryTable or PartitionedTable))
        {
            throw TableErrors.UnsupportedTable(name, "it is not a table");
        }

        if (table.Persistence != Permanent)
        {
            throw TableErrors.UnsupportedTable(name, "it is not logged, so its rows never reach a follower");
        }

        var columns = await TableCatalogue.ColumnsAsync(connection, table, cancellationToken);
        var key = FindKey(name, columns);
        return new WorkloadTable(table, key, FindFilled(name, columns));
    }

    /// <summary>The keys of all its rows, in no order.</summary>
    /// <param name="connection">An open connection to the server whose rows are meant.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <exception cref="System.Data.Common.DbException">The server cannot be asked.</exception>
    public async Task<IReadOnlyCollection<int>> ReadKeysAsync(
        NpgsqlConnection connection,
        CancellationToken cancellationToken
    ) => await ReadKeysAsync(connection, "", cancellationToken);

    /// <summary>Its highest keys, the highest first.</summary>
    internal Task<List<int>> ReadHighestKeysAsync(
        NpgsqlConnection connection,
        int count,
        CancellationToken cancellationToken
    ) =>
        ReadKeysAsync(
            connection,
            FormattableString.Invariant($" order by {QuotedKey} desc limit {count}"),
            cancellationToken
        );

    private static TableColumn FindKey(string name, IReadOnlyList<TableColumn> columns) =>
        columns.Where(column => column.IsKey).ToArray() switch
        {
            [] => throw TableErrors.UnsupportedTable(name, "it has no primary key"),
            [{ Declared: "integer" or "bigint" } key] => key,
            [var key] => throw TableErrors.UnsupportedTable(name, $"its key '{key.Name}' is of type {key.Declared}"),
            _ => throw TableErrors.UnsupportedTable(name, "its primary key has several columns"),
        };

    private static List<TableColumn> FindFilled(string name, IReadOnlyList<TableColumn> columns)
    {
        var filled = new List<TableColumn>();
        foreach (var column in columns.Where(column => !column.IsKey && !column.FillsItself))
        {
            if (column.Value is not null && !column.References)
            {
                filled.Add(column);
            }
            else if (column.Required)
            {
                throw TableErrors.UnsupportedTable(
                    name,
                    column.References
                        ? $"its column '{column.Name}' must name a row of another table"
                        : $"its column '{column.Name}' needs a value of type {column.Declared}"
                );
            }
        }

        return filled;
    }

    private async Task<List<int>> ReadKeysAsync(
        NpgsqlConnection connection,
        string tail,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand($"select {QuotedKey} from {QuotedName}{tail}", connection);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var keys = new List<int>();
        while (await row.ReadAsync(cancellationToken))
        {
            keys.Add(KeyOf(row.GetInt64(0)));
        }

        return keys;
    }

    private int KeyOf(long value) =>
        value is >= int.MinValue and <= int.MaxValue
            ? (int)value
            : throw TableErrors.UnsupportedTable(
                Name,
                FormattableString.Invariant($"its key {value} does not fit into 32 bits")
            );
}
