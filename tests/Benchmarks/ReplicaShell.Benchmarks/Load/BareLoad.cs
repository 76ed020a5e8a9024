using System.Diagnostics;
using Npgsql;

namespace ReplicaShell.Benchmarks.Load;

/// <summary>What a programmer writes first: a task a client, a prepared command, awaited over and over. Nothing is recorded.</summary>
internal sealed class BareLoad : ILoad
{
    public async Task<double> RunAsync(LoadTable table, TimeSpan duration)
    {
        var connections = new List<NpgsqlConnection>();
        for (var client = 0; client < ILoad.Clients; client++)
        {
            connections.Add((await table.Target.OpenLeaderAsync(CancellationToken.None)).Connection);
        }

        var last = 0;
        var clock = new Stopwatch();
        var commands = new List<(NpgsqlCommand Command, NpgsqlParameter<int> Key)>();
        foreach (var connection in connections)
        {
            var key = new NpgsqlParameter<int>();
            var command = new NpgsqlCommand(table.Sql, connection) { Parameters = { key } };
            await command.PrepareAsync();
            commands.Add((command, key));
        }

        clock.Start();
        var counts = await Task.WhenAll(
            commands.Select(client => Task.Run(() => LoopAsync(client.Command, client.Key)))
        );
        var rate = counts.Sum() / clock.Elapsed.TotalSeconds;
        foreach (var connection in connections)
        {
            await connection.DisposeAsync();
        }

        return rate;

        async Task<int> LoopAsync(NpgsqlCommand command, NpgsqlParameter<int> key)
        {
            var done = 0;
            for (; clock.Elapsed < duration; done++)
            {
                var next = Interlocked.Increment(ref last);
                // A stride that shares no factor with the number of rows visits all of them.
                key.TypedValue = table.Reads ? (int)(next * 7919L % LoadTable.Rows) + 1 : next;
                await command.ExecuteNonQueryAsync();
            }

            return done;
        }
    }
}
