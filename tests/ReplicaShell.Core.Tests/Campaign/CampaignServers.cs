using Npgsql;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Core.Tests.Campaign;

/// <summary>Asks the servers themselves, past everything that the pair says of them.</summary>
internal static class CampaignServers
{
    private const string Keys = "select productId from inventory order by 1";

    // In a session that asks for it, since a setting is no fence; the row is one that is there, so nothing is left.
    private const string Write = """
        set session characteristics as transaction read write;
        set synchronous_commit = local;
        update inventory set quantity = quantity where productId = 1
        """;

    // What came with the table; the clients' keys are greater.
    private const string Remove = "delete from inventory where productId > 100";

    /// <summary>Removes what earlier rounds wrote: what a repair compares has a limit, and two hundred rounds would pass it.</summary>
    public static async Task EmptyAsync(Pair pair, CancellationToken token)
    {
        await using var connection = await pair.ConnectAsync(pair.Leader, token);
        await using var command = new NpgsqlCommand(Remove, connection);
        await command.ExecuteNonQueryAsync(token);
    }

    public static async Task<IReadOnlyList<int>> KeysAsync(Pair pair, NodeDefinition node, CancellationToken token)
    {
        await using var connection = await pair.ConnectAsync(node, token);
        await using var command = new NpgsqlCommand(Keys, connection);
        await using var reader = await command.ExecuteReaderAsync(token);
        var keys = new List<int>();
        while (await reader.ReadAsync(token))
        {
            keys.Add(reader.GetInt32(0));
        }

        return keys;
    }

    public static async Task<bool> TakesWritesAsync(Pair pair, NodeDefinition node, CancellationToken token)
    {
        try
        {
            await using var source = NpgsqlDataSource.Create(pair.ConnectionString(node) + ";Pooling=false;Timeout=5");
            await using var connection = await source.OpenConnectionAsync(token);
            await using var command = new NpgsqlCommand(Write, connection);
            return await command.ExecuteNonQueryAsync(token) > 0;
        }
        catch (NpgsqlException)
        {
            // A standby refuses, and a fenced server is not there.
            return false;
        }
    }
}
