using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;
using ReplicaShell.Errors;
using ReplicaShell.Sql;
using ReplicaShell.Topology;

namespace ReplicaShell.Engines.External;

/// <summary>A server that somebody else runs, connected to and asked who it is.</summary>
internal sealed partial class ExternalServer : IAsyncDisposable
{
    private const int OldestVersion = 15;
    private const int NewestVersion = 18;

    private const string Sql = """
        select
            current_setting('server_version_num')::int / 10000,
            split_part(current_setting('server_version'), ' ', 1),
            pg_has_role(current_user, 'pg_read_all_stats', 'usage'),
            pg_is_in_recovery(),
            (select system_identifier from pg_control_system()),
            current_setting('cluster_name'),
            (select status from pg_stat_wal_receiver),
            (select conninfo from pg_stat_wal_receiver)
        """;

    private readonly NpgsqlConnection _connection;

    private ExternalServer(NpgsqlConnection connection, NpgsqlConnectionStringBuilder settings) =>
        (_connection, Settings) = (connection, settings);

    /// <summary>How it is connected to.</summary>
    public NpgsqlConnectionStringBuilder Settings { get; }

    public Endpoint Address => ConnectionText.Address(Settings);

    /// <summary>Its version as it states it, for example 15.18.</summary>
    public string Version { get; private set; } = string.Empty;

    /// <summary>Whether it is a standby.</summary>
    public bool IsInRecovery { get; private set; }

    /// <summary>What initdb gave it; a follower has its leader's.</summary>
    public long SystemIdentifier { get; private set; }

    /// <summary>Its cluster_name; empty where none is set.</summary>
    public string ClusterName { get; private set; } = string.Empty;

    /// <summary>Whether a WAL receiver streams.</summary>
    public bool IsStreaming { get; private set; }

    /// <summary>The name by which its WAL receiver goes on the leader: PostgreSQL's own rule.</summary>
    public string ReceiverName { get; private set; } = string.Empty;

    /// <summary>Connects to a server and asks it.</summary>
    /// <exception cref="ReplicaException">
    /// <c>ServerUnreachable</c>, <c>ServerRefused</c>, <c>UnsupportedVersion</c>, <c>MissingPrivilege</c>.
    /// </exception>
    public static async Task<ExternalServer> OpenAsync(
        NpgsqlConnectionStringBuilder settings,
        CancellationToken cancellationToken
    )
    {
        var server = new ExternalServer(new NpgsqlConnection(settings.ConnectionString + ";Pooling=false"), settings);
        try
        {
            await server._connection.OpenAsync(cancellationToken);
            await server.AskAsync(cancellationToken);
            return server;
        }
        catch (Exception e)
        {
            await server.DisposeAsync();
            throw e switch
            {
                PostgresException refused => ExternalErrors.ServerRefused(server.Address, refused.MessageText),
                // Npgsql's own word for it: the server asks for a password and there is none.
                NpgsqlException { InnerException: null } refused => ExternalErrors.ServerRefused(
                    server.Address,
                    refused.Message
                ),
                NpgsqlException or TimeoutException or System.Net.Sockets.SocketException =>
                    ExternalErrors.ServerUnreachable(server.Address, e),
                _ => e,
            };
        }
    }

    /// <summary>Writes a message to the WAL that no table shows and no follower applies.</summary>
    /// <returns>The end of the WAL with it, on disk.</returns>
    public async Task<Lsn> MarkAsync(CancellationToken cancellationToken)
    {
        await using var transaction = await _connection.BeginTransactionAsync(cancellationToken);
        // It waits for no synchronous follower: whether one answers is what is being found out.
        await _connection.ExecuteAsync("set local synchronous_commit = local", cancellationToken);
        await _connection.ExecuteAsync(
            "select pg_logical_emit_message(true, 'replicashell', 'mark')",
            cancellationToken
        );
        await transaction.CommitAsync(cancellationToken);
        return await PositionAsync("pg_current_wal_flush_lsn()", cancellationToken) ?? default;
    }

    /// <summary>The end of the WAL that a leader has on disk now.</summary>
    public async Task<Lsn> WrittenAsync(CancellationToken cancellationToken) =>
        await PositionAsync("pg_current_wal_lsn()", cancellationToken) ?? default;

    /// <summary>The end of the WAL that a follower has received; null when none has come.</summary>
    public Task<Lsn?> ReceivedAsync(CancellationToken cancellationToken) =>
        PositionAsync("pg_last_wal_receive_lsn()", cancellationToken);

    /// <summary>Whether a leader has exactly one sender that streams to a receiver of that name.</summary>
    public async Task<bool> SendsToAsync(string receiver, CancellationToken cancellationToken) =>
        await _connection.ScalarAsync(
            "select count(*) from pg_stat_replication where state = 'streaming' and application_name = $1",
            receiver,
            cancellationToken
        )
            is 1L;

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private async Task AskAsync(CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Sql, _connection);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        Version = row.GetString(1);
        if (row.GetInt32(0) is < OldestVersion or > NewestVersion)
        {
            throw ExternalErrors.UnsupportedVersion(Address, Version);
        }

        if (!row.GetBoolean(2))
        {
            throw ExternalErrors.MissingPrivilege(Address, Settings.Username!);
        }

        IsInRecovery = row.GetBoolean(3);
        SystemIdentifier = row.GetInt64(4);
        ClusterName = row.GetString(5);
        IsStreaming = !row.IsDBNull(6) && row.GetString(6) == "streaming";
        ReceiverName = row.IsDBNull(7) ? string.Empty : NameOf(row.GetString(7));
    }

    /// <summary>The application_name in a conninfo; without one the cluster_name, without that "walreceiver".</summary>
    private string NameOf(string conninfo)
    {
        var given = ApplicationName().Match(conninfo) is { Success: true } match
            ? match.Groups[1].Value.Trim('\'')
            : string.Empty;
        return given.Length > 0 ? given
            : ClusterName.Length > 0 ? ClusterName
            : "walreceiver";
    }

    private async Task<Lsn?> PositionAsync(string function, CancellationToken cancellationToken) =>
        await _connection.ScalarAsync(
            string.Create(CultureInfo.InvariantCulture, $"select {function}::text"),
            cancellationToken
        )
            is string text
            ? Lsn.Parse(text)
            : null;

    // Not fallback_application_name, which stands beside it.
    [GeneratedRegex(@"(?<=^|\s)application_name=('[^']*'|\S*)", RegexOptions.CultureInvariant)]
    private static partial Regex ApplicationName();
}
