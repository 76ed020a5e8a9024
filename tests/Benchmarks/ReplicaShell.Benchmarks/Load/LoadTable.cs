using Npgsql;
using ReplicaShell.Workloads;

namespace ReplicaShell.Benchmarks.Load;

/// <summary>The table that is written or read, in the same state before each turn.</summary>
internal sealed class LoadTable
{
    /// <summary>How many rows there are to read.</summary>
    public const int Rows = 100_000;

    private LoadTable(ILeaderConnections target, WorkloadTable table, bool reads) =>
        (Target, Table, Reads) = (target, table, reads);

    public ILeaderConnections Target { get; }

    public WorkloadTable Table { get; }

    public bool Reads { get; }

    /// <summary>The statement; its parameter $1 is the key.</summary>
    public string Sql => Reads ? Table.SelectSql : Table.InsertSql;

    public static async Task<LoadTable> PrepareAsync(ILeaderConnections target, bool reads)
    {
        await using var connection = (await target.OpenLeaderAsync(CancellationToken.None)).Connection;
        var table = await WorkloadTable.FindAsync(connection, "inventory", CancellationToken.None);
        await ExecuteAsync(connection, "truncate inventory");
        if (reads)
        {
            await ExecuteAsync(
                connection,
                $"insert into inventory select key, 'Item ' || key, key, now() from generate_series(1, {Rows}) key"
            );
        }

        await ExecuteAsync(connection, "vacuum analyze inventory");
        await ExecuteAsync(connection, "checkpoint");
        return new LoadTable(target, table, reads);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
    }
}
