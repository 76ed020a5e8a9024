using Npgsql;

namespace ReplicaShell.Core.Tests.Replication;

/// <summary>Commits one row after another on the leader until it is ended.</summary>
internal sealed class LeaderLoad : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly SemaphoreSlim _written = new(0);
    private readonly Task _writing;

    public LeaderLoad(RawServer leader) => _writing = WriteAsync(leader);

    public async Task AwaitWritesAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            await _written.WaitAsync();
        }
    }

    public async Task EndAsync()
    {
        await _end.CancelAsync();
        await _writing;
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _end.Dispose();
        _written.Dispose();
    }

    private async Task WriteAsync(RawServer leader)
    {
        await using var connection = await leader.Sql.OpenConnectionAsync();
        await using var insert = new NpgsqlCommand("insert into load values (1, repeat('x', 500))", connection);
        while (!_end.IsCancellationRequested)
        {
            await insert.ExecuteNonQueryAsync();
            _written.Release();
        }
    }
}
