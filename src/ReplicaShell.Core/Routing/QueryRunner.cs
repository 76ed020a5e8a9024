using Npgsql;
using ReplicaShell.Errors;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Routing;

/// <summary>Runs one statement on a node of a pair, as the pair's superuser in its database.</summary>
public static class QueryRunner
{
    /// <summary>Runs a statement where it belongs.</summary>
    /// <param name="pair">The pair.</param>
    /// <param name="sql">The statement; its parameters are written <c>@name</c>.</param>
    /// <param name="parameters">Their values; null stands for SQL's null.</param>
    /// <param name="target">Which node; passed over when one is named.</param>
    /// <param name="node">The node, by name; null leaves it to the target.</param>
    /// <param name="cancellationToken">Cancels the statement on the server.</param>
    /// <exception cref="ReplicaException">
    /// <c>SqlFailed</c>: the server answered with an error. <c>NodeUnreachable</c>: no server answered.
    /// <c>NodeNotFound</c>, <c>NoLeader</c>, <c>NoFollower</c>; <c>InvalidParameter</c>, <c>UnreadableValue</c>.
    /// </exception>
    public static async Task<QueryResult> RunAsync(
        Pair pair,
        string sql,
        IReadOnlyDictionary<string, object?> parameters,
        QueryTarget target,
        string? node,
        CancellationToken cancellationToken
    )
    {
        var (chosen, connection) = await ConnectAsync(pair, Candidates(pair, target, node), cancellationToken);
        await using var _ = connection;
        var notices = new List<string>();
        connection.Notice += (_, e) => notices.Add(e.Notice.MessageText);
        try
        {
            return await ExecuteAsync(typed: false);
        }
        catch (PostgresException e)
        {
            throw SqlErrors.SqlFailed(pair.Definition, chosen, e);
        }
        catch (NpgsqlException e)
        {
            throw NodeErrors.NodeUnreachable(pair.Definition, chosen, e);
        }
        catch (Exception e) when (e is InvalidCastException or ArgumentException or NotSupportedException)
        {
            throw SqlErrors.InvalidParameter(e);
        }

        async Task<QueryResult> ExecuteAsync(bool typed)
        {
            await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
            foreach (var (name, value) in parameters)
            {
                command.Parameters.Add(QueryValues.Parameter(name, value, typed));
            }

            try
            {
                await using var reader = await command.ExecuteReaderAsync(cancellationToken);
                return await ReadAsync(reader, chosen.Name, notices, cancellationToken);
            }
            catch (PostgresException e) when (!typed && e.SqlState == PostgresErrorCodes.IndeterminateDatatype)
            {
                // Where a text may be anything, it is a text. Nothing was done: the statement was not even planned.
                return await ExecuteAsync(typed: true);
            }
        }
    }

    /// <summary>Runs statements on a server that is no node of a pair; the rows are those of the first that returns any.</summary>
    /// <exception cref="NpgsqlException">The server refuses, or does not answer.</exception>
    internal static async Task<QueryResult> RunAsync(
        NpgsqlConnection server,
        string name,
        string sql,
        CancellationToken cancellationToken
    )
    {
        var notices = new List<string>();
        server.Notice += (_, e) => notices.Add(e.Notice.MessageText);
        await using var command = new NpgsqlCommand(sql, server) { CommandTimeout = 0 };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await ReadAsync(reader, name, notices, cancellationToken);
    }

    private static async Task<QueryResult> ReadAsync(
        NpgsqlDataReader reader,
        string node,
        List<string> notices,
        CancellationToken cancellationToken
    )
    {
        var columns = Columns(reader);
        var rows = new List<object?[]>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(Row(reader, columns));
        }

        await reader.CloseAsync();
        return new QueryResult
        {
            Node = node,
            Columns = columns,
            Rows = rows,
            Affected = reader.RecordsAffected < 0 ? null : reader.RecordsAffected,
            Notices = notices,
        };
    }

    private static NodeDefinition[] Candidates(Pair pair, QueryTarget target, string? node)
    {
        if (node is not null)
        {
            return [pair.Node(node)];
        }

        var candidates = target switch
        {
            QueryTarget.Leader => [pair.Leader],
            QueryTarget.Follower => pair.Followers.ToArray(),
            _ => pair.Definition.Nodes.Where(candidate => !candidate.Detached).ToArray(),
        };
        if (candidates.Length == 0)
        {
            throw NodeErrors.NoFollower(pair.Definition);
        }

        Random.Shared.Shuffle(candidates);
        return candidates;
    }

    private static async Task<(NodeDefinition Node, NpgsqlConnection Connection)> ConnectAsync(
        Pair pair,
        IReadOnlyList<NodeDefinition> candidates,
        CancellationToken cancellationToken
    )
    {
        ReplicaException? last = null;
        foreach (var candidate in candidates)
        {
            try
            {
                return (candidate, await pair.ConnectAsync(candidate, cancellationToken));
            }
            catch (ReplicaException e)
            {
                last = e;
            }
        }

        throw last!;
    }

    private static QueryColumn[] Columns(NpgsqlDataReader reader)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return
        [
            .. Enumerable
                .Range(0, reader.FieldCount)
                .Select(index =>
                {
                    var wanted = reader.GetName(index);
                    var name = wanted;
                    for (var number = 2; !names.Add(name); number++)
                    {
                        name = $"{wanted}{number}";
                    }

                    return new QueryColumn(name, reader.GetDataTypeName(index));
                }),
        ];
    }

    private static object?[] Row(NpgsqlDataReader reader, QueryColumn[] columns)
    {
        var values = new object?[columns.Length];
        for (var index = 0; index < values.Length; index++)
        {
            try
            {
                values[index] = QueryValues.Read(reader, index);
            }
            catch (Exception e)
                when (e is InvalidCastException or OverflowException or FormatException or NotSupportedException)
            {
                throw SqlErrors.UnreadableValue(columns[index], e);
            }
        }

        return values;
    }
}
