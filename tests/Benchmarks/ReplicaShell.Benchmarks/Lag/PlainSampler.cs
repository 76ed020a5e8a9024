using System.Diagnostics;
using Npgsql;
using ReplicaShell.Replication;

namespace ReplicaShell.Benchmarks.Lag;

/// <summary>
/// The gap as anybody would ask for it with the driver: two kept connections, two prepared statements, a timer. It knows no
/// states, no timelines and no delays.
/// </summary>
internal sealed class PlainSampler : IAsyncDisposable
{
    public const string Name = "plain-lag";
    private readonly NpgsqlConnection _leader;
    private readonly NpgsqlConnection _follower;
    private readonly NpgsqlCommand _written;
    private readonly NpgsqlCommand _replayed;

    private PlainSampler(NpgsqlConnection leader, NpgsqlConnection follower)
    {
        (_leader, _follower) = (leader, follower);
        _written = new NpgsqlCommand("select pg_current_wal_lsn(), clock_timestamp()", leader);
        _replayed = new NpgsqlCommand("select pg_last_wal_receive_lsn(), pg_last_wal_replay_lsn()", follower);
    }

    public static async Task<PlainSampler> OpenAsync(SampledPair pair)
    {
        var sampler = new PlainSampler(
            await OpenAsync(pair.Leader!.ConnectionString),
            await OpenAsync(pair.Followers[0].ConnectionString)
        );
        await sampler._written.PrepareAsync();
        await sampler._replayed.PrepareAsync();
        return sampler;
    }

    public async Task<int> SampleAsync(TimeSpan interval, TimeSpan time)
    {
        using var timer = interval > TimeSpan.Zero ? new PeriodicTimer(interval) : null;
        var begin = Stopwatch.GetTimestamp();
        var count = 0;
        while (Stopwatch.GetElapsedTime(begin) < time)
        {
            _ = await AskAsync(_written, column: 0) - await AskAsync(_replayed, column: 1);
            count++;
            if (timer is not null)
            {
                await timer.WaitForNextTickAsync();
            }
        }

        return count;
    }

    public async ValueTask DisposeAsync()
    {
        await _written.DisposeAsync();
        await _replayed.DisposeAsync();
        await _leader.DisposeAsync();
        await _follower.DisposeAsync();
    }

    private static async Task<NpgsqlConnection> OpenAsync(string connectionString)
    {
        var connection = new NpgsqlConnection($"{connectionString};Pooling=false;Application Name={Name}");
        await connection.OpenAsync();
        return connection;
    }

    private static async Task<long> AskAsync(NpgsqlCommand command, int column)
    {
        await using var row = await command.ExecuteReaderAsync();
        await row.ReadAsync();
        return (long)(ulong)await row.GetFieldValueAsync<NpgsqlTypes.NpgsqlLogSequenceNumber>(column);
    }
}
