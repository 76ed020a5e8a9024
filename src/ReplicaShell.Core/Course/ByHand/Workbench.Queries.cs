using Npgsql;
using ReplicaShell.Engines.Waiting;
using ReplicaShell.Errors;
using ReplicaShell.Routing;
using ReplicaShell.Topology;

namespace ReplicaShell.Course.ByHand;

/// <summary>What is asked of the servers on a workbench.</summary>
public sealed partial class Workbench
{
    /// <summary>
    /// Runs a statement on a server of this workbench, as the superuser <c>postgres</c> with the password of
    /// <see cref="PasswordFile"/>: what <c>psql --command</c> would do, where there is a psql.
    /// </summary>
    /// <param name="server">The server's name.</param>
    /// <param name="sql">The statement, or several.</param>
    /// <param name="database">
    /// The database; null for the one that initdb makes: <c>postgres</c>, or <c>appdb</c> on a copy of a pair's server.
    /// </param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <exception cref="ReplicaException"><c>StatementFailed</c>: the server refuses, or does not answer.</exception>
    public async Task<QueryResult> QueryAsync(
        string server,
        string sql,
        string? database = null,
        CancellationToken cancellationToken = default
    )
    {
        var settings = new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = Port(server),
            Username = PairDatabases.Superuser,
            Database = database ?? PairDatabases.OfInitdb,
            Passfile = Inside(PasswordFile),
            Pooling = false,
            Timeout = 5,
            GssEncryptionMode = GssEncryptionMode.Disable,
        };
        try
        {
            return await RunAsync();
        }
        catch (PostgresException e) when (database is null && e.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            return await QueryAsync(server, sql, PairDatabases.Application, cancellationToken);
        }
        catch (NpgsqlException e)
        {
            throw WorkbenchErrors.StatementFailed(server, e);
        }

        async Task<QueryResult> RunAsync()
        {
            await using var connection = new NpgsqlConnection(settings.ConnectionString);
            await connection.OpenAsync(cancellationToken);
            return await QueryRunner.RunAsync(connection, server, sql, cancellationToken);
        }
    }

    /// <summary>One value: the first column of the first row; null when there is none.</summary>
    /// <exception cref="ReplicaException">As <see cref="QueryAsync"/>.</exception>
    public async Task<object?> ValueAsync(
        string server,
        string sql,
        string? database = null,
        CancellationToken cancellationToken = default
    ) => (await QueryAsync(server, sql, database, cancellationToken)).Rows is [[var value, ..], ..] ? value : null;

    /// <summary>Asks a question again and again until its answer is true.</summary>
    /// <param name="server">The server that is asked; while it does not answer, the answer is no.</param>
    /// <param name="sql">A statement that returns one boolean.</param>
    /// <param name="seconds">How long to go on asking.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Whether the answer became true in that time.</returns>
    public Task<bool> AwaitAsync(
        string server,
        string sql,
        double seconds = 10,
        CancellationToken cancellationToken = default
    )
    {
        return Until.TrueAsync(IsTrueAsync, TimeSpan.FromSeconds(seconds), cancellationToken);

        async ValueTask<bool> IsTrueAsync(CancellationToken token)
        {
            try
            {
                return await ValueAsync(server, sql, cancellationToken: token) is true;
            }
            catch (ReplicaException)
            {
                return false;
            }
        }
    }
}
