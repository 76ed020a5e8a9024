using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Benchmarks.Measuring;

/// <summary>A pair for one benchmark, gone afterwards.</summary>
internal sealed class ScratchPair : IAsyncDisposable
{
    private const string Name = "bench";
    private readonly ScratchHome _home;

    private ScratchPair(ScratchHome home, Pair pair) => (_home, Pair) = (home, pair);

    public Pair Pair { get; }

    public string Folder => Path.Combine(_home.Folder, "pairs", Name);

    public static async Task<ScratchPair> CreateAsync(int followers = 1)
    {
        var home = new ScratchHome();
        Environment.SetEnvironmentVariable("REPLICASHELL_HOME", home.Folder);
        var options = new PairOptions { Name = Name, FollowerCount = followers };
        var pair = await new PairCatalogue().CreateAsync(options, null, CancellationToken.None);
        return new ScratchPair(home, pair);
    }

    public async ValueTask DisposeAsync()
    {
        await Pair.DisposeAsync();
        await new PairCatalogue().RemoveAsync(Name, CancellationToken.None);
        _home.Dispose();
    }
}
