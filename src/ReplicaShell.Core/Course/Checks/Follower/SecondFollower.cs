using System.Globalization;
using Npgsql;
using ReplicaShell.Engines;
using ReplicaShell.Pairs;
using ReplicaShell.Sql;
using ReplicaShell.Topology;

namespace ReplicaShell.Course.Checks.Follower;

/// <summary>
/// The follower that the learner has built: the server behind the address that was submitted, or, where none was, a node
/// that the pair did not have at the start. A copy of a leader has its roles and passwords, so it lets us in as the leader
/// does.
/// </summary>
internal sealed class SecondFollower : IAsyncDisposable
{
    private readonly NpgsqlConnection? _connection;

    private SecondFollower(Endpoint? address, NpgsqlConnection? connection, string? missing) =>
        (Address, _connection, Missing) = (address, connection, missing);

    /// <summary>Where it listens; null when nobody knows.</summary>
    public Endpoint? Address { get; }

    /// <summary>Why there is none, in a sentence; null when there is one.</summary>
    public string? Missing { get; }

    /// <summary>A connection to it.</summary>
    public NpgsqlConnection Server => _connection ?? throw new InvalidOperationException(Missing);

    /// <summary>Looks for it, once for all checks.</summary>
    public static Task<SecondFollower> OfAsync(CheckContext context, CancellationToken cancellationToken) =>
        context.OnceAsync(() => FindAsync(context, cancellationToken));

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _connection?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static async Task<SecondFollower> FindAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var pair = await context.PairAsync(cancellationToken);
        var submitted = context.Answer("streaming");
        var added = pair.Followers.FirstOrDefault(node => !context.FirstNodes.Contains(node.Name));
        if (submitted is null && added is null)
        {
            return None("There is no second follower yet: build one and submit its port.");
        }

        var address = submitted is null
            ? pair.Engine.Address(pair.Definition, added!)
            : Parse(submitted.Value.ToString(), pair.Engine.Address(pair.Definition, pair.Leader).Host);
        var secrets = await pair.Engine.ReadSecretsAsync(pair.Name, cancellationToken);
        NpgsqlConnection server;
        try
        {
            server = await ServerConnection.OpenAsync(address, secrets, cancellationToken, PairDatabases.Application);
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.InvalidPassword or "28000")
        {
            return None($"The server on {address} does not know the leader's users: it is no copy of it.", address);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            return None($"Nothing that is a follower answers on {address}: {e.Message.TrimEnd('.')}.", address);
        }

        try
        {
            var wrong = await WhatIsWrongAsync(context, pair, server, address, cancellationToken);
            if (wrong is not null)
            {
                await server.DisposeAsync();
                return None(wrong, address);
            }

            return new SecondFollower(address, server, missing: null);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>A port, or a host and a port.</summary>
    internal static Endpoint Parse(string answer, string host)
    {
        var parts = answer.Split(':');
        return new Endpoint(
            parts.Length == 2 ? parts[0] : host,
            int.Parse(parts[^1], NumberStyles.None, CultureInfo.InvariantCulture)
        );
    }

    private static async Task<string?> WhatIsWrongAsync(
        CheckContext context,
        Pair pair,
        NpgsqlConnection server,
        Endpoint address,
        CancellationToken cancellationToken
    )
    {
        var identity = await IdentityAsync(server, cancellationToken);
        foreach (var node in pair.Definition.Nodes.Where(node => context.FirstNodes.Contains(node.Name)))
        {
            if (await IsAsync(pair, node, identity, cancellationToken))
            {
                return $"The server on {address} is {node.Name}, which was there before you began.";
            }
        }

        return await server.ScalarAsync("select pg_is_in_recovery()", cancellationToken) is true
            ? null
            : $"The server on {address} is no follower: it takes writes of its own.";
    }

    private static async Task<bool> IsAsync(
        Pair pair,
        NodeDefinition node,
        string identity,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await using var known = await pair.ConnectAsync(node, cancellationToken);
            return await IdentityAsync(known, cancellationToken) == identity;
        }
        catch (Errors.ReplicaException)
        {
            // It does not answer, so it is not the one that did.
            return false;
        }
    }

    /// <summary>No two servers were started at the same microsecond.</summary>
    private static async Task<string> IdentityAsync(NpgsqlConnection server, CancellationToken cancellationToken) =>
        (string)
            (
                await server.ScalarAsync(
                    "select extract(epoch from pg_postmaster_start_time())::text || ' ' || current_setting('data_directory')",
                    cancellationToken
                )
            )!;

    private static SecondFollower None(string why, Endpoint? address = null) => new(address, null, why);
}
