using Npgsql;
using ReplicaShell.Engines.Waiting;
using ReplicaShell.Errors;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Core.Tests.Pairs;

/// <summary>What tests of pairs do over and over.</summary>
internal static class PairSteps
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A name that no other test has.</summary>
    public static string NewName() => $"t{Guid.NewGuid():N}"[..12];

    public static async Task ExecuteAsync(this Pair pair, NodeDefinition node, string sql)
    {
        await using var connection = await pair.ConnectAsync(node, Token);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Token);
    }

    public static async Task<T> ScalarAsync<T>(this Pair pair, NodeDefinition node, string sql)
    {
        await using var connection = await pair.ConnectAsync(node, Token);
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync(Token))!;
    }

    /// <summary>Writes a row of the table inventory.</summary>
    public static Task InsertAsync(this Pair pair, NodeDefinition node, int key) =>
        pair.ExecuteAsync(node, $"insert into inventory values ({key}, 'Row {key}', 1, localtimestamp)");

    /// <summary>A key of inventory that no row has.</summary>
    public static Task<int> NewKeyAsync(this Pair pair) =>
        pair.ScalarAsync<int>(pair.Leader, "select max(productId) + 1 from inventory");

    public static Task<bool> HasRowAsync(this Pair pair, NodeDefinition node, int key) =>
        pair.ScalarAsync<bool>(node, $"select exists (select from inventory where productId = {key})");

    /// <summary>Fails when the row does not arrive on the node.</summary>
    public static async Task ArrivesAsync(this Pair pair, NodeDefinition node, int key) =>
        Assert.True(
            await BecomesTrueAsync(async () => await pair.HasRowAsync(node, key)),
            $"Row {key} did not arrive on {node.Name}."
        );

    /// <summary>Writes a row to the leader and awaits it on every follower.</summary>
    public static async Task ReplicatesAsync(this Pair pair)
    {
        var key = await pair.NewKeyAsync();
        await pair.InsertAsync(pair.Leader, key);
        foreach (var follower in pair.Followers)
        {
            await pair.ArrivesAsync(follower, key);
        }
    }

    /// <summary>The pair as anybody sees it.</summary>
    public static Task<ReplicaPair> ReadAsync(this Pair pair) => PairReader.ReadAsync(pair, Token);

    /// <summary>The state of one node as anybody sees it.</summary>
    public static async Task<NodeState> StateAsync(this Pair pair, string node) =>
        (await pair.ReadAsync()).Nodes.Single(view => view.Node == node).State;

    /// <summary>Whether a condition comes to hold.</summary>
    public static Task<bool> BecomesTrueAsync(Func<Task<bool>> condition) =>
        Until.TrueAsync(_ => new ValueTask<bool>(condition()), Patience, Token);

    /// <summary>Fails unless the work fails with that ErrorId; returns the error.</summary>
    public static async Task<ReplicaException> FailsAsync(string errorId, Func<Task> work)
    {
        var error = await Assert.ThrowsAnyAsync<ReplicaException>(work);
        Assert.True(errorId == error.ErrorId, $"Expected {errorId}, got {error.ErrorId}: {error.Message}");
        return error;
    }

    /// <summary>A connection of its own to a node.</summary>
    public static async Task<NpgsqlConnection> OpenAsync(this Pair pair, NodeDefinition node)
    {
        var connection = new NpgsqlConnection(pair.ConnectionString(node) + ";Pooling=false");
        await connection.OpenAsync(Token);
        return connection;
    }
}
