using ReplicaShell.Core.Tests.Surroundings;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Core.Tests.Pairs;

/// <summary>
/// A pair that the tests of a class share: made when the first of them asks, made anew when one of them has left it in
/// another state than it found it, removed after the last.
/// </summary>
public sealed class PairLease : IAsyncDisposable
{
    private readonly PairCatalogue _catalogue = new();
    private readonly string _name = PairSteps.NewName();

    /// <summary>Opens the pair, which is ready and as the options say; the caller closes it.</summary>
    internal async Task<Pair> GetAsync(PairOptions options)
    {
        var token = TestContext.Current.CancellationToken;
        if (options.Engine == EngineKind.Local)
        {
            await TestPostgres.RequireAnyAsync();
        }

        if ((await _catalogue.NamesAsync(token)).Contains(_name))
        {
            var seen = await _catalogue.GetAsync(_name, token);
            if (
                seen.State == PairState.Ready
                && seen is { Leader: "node1", Timeline: 1 }
                && seen.Nodes.Count == options.FollowerCount + 1
                && seen.Mode == options.Mode
                && seen.Nodes.All(node => node.State == NodeState.Running)
            )
            {
                return await _catalogue.OpenAsync(_name, token);
            }

            await _catalogue.RemoveAsync(_name, token);
        }

        var pair = await _catalogue.CreateAsync(options with { Name = _name }, progress: null, token);
        Leftovers.Remember(pair.Definition);
        return pair;
    }

    public async ValueTask DisposeAsync()
    {
        if ((await _catalogue.NamesAsync(CancellationToken.None)).Contains(_name))
        {
            await _catalogue.RemoveAsync(_name, CancellationToken.None);
        }
    }
}
