using Npgsql;

namespace ReplicaShell.Sql;

/// <summary>One statement on an open connection.</summary>
internal static class ConnectionExtensions
{
    /// <summary>Runs a statement whose result nobody needs.</summary>
    public static async Task ExecuteAsync(
        this NpgsqlConnection connection,
        string sql,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The first column of the first row; null when there is no row.</summary>
    public static async Task<object?> ScalarAsync(
        this NpgsqlConnection connection,
        string sql,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(cancellationToken);
    }

    /// <summary>The same with one parameter, <c>$1</c>.</summary>
    public static async Task<object?> ScalarAsync<T>(
        this NpgsqlConnection connection,
        string sql,
        T parameter,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = parameter });
        return await command.ExecuteScalarAsync(cancellationToken);
    }
}
