namespace ReplicaShell.Core.Tests.Replication;

/// <summary>One pair for the tests of a class, mended after each; a test that moves roles uses it up.</summary>
public sealed class RawPairFixture : IAsyncDisposable
{
    private RawPair? _pair;

    internal async Task<RawPair> GetAsync(int majorVersion) => _pair ??= await RawPair.CreateAsync(majorVersion);

    internal async Task MendAsync()
    {
        if (_pair is { IsUsedUp: true })
        {
            await _pair.DisposeAsync();
            _pair = null;
        }
        else if (_pair is not null)
        {
            await _pair.MendAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_pair is not null)
        {
            await _pair.DisposeAsync();
        }
    }
}
