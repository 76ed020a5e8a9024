using ReplicaShell.Engines;
using ReplicaShell.Errors;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Faults;

/// <summary>A node that is cut off and joined again, over and over, while others go on.</summary>
public static class FlappingFault
{
    /// <summary>
    /// Begins with the first cut and returns when that is in force; the rest goes on by itself. Healing ends it and joins the
    /// node.
    /// </summary>
    /// <param name="pair">The pair.</param>
    /// <param name="node">The node.</param>
    /// <param name="options">The schedule.</param>
    /// <param name="cancellationToken">Ends the beginning.</param>
    /// <exception cref="ReplicaException"><c>UnsupportedFault</c>, <c>LinkDown</c>, <c>PairBusy</c>.</exception>
    public static async Task<Fault> InjectAsync(
        Pair pair,
        NodeDefinition node,
        FlappingOptions options,
        CancellationToken cancellationToken
    )
    {
        await CutAsync(pair, node, options.Cut, cancellationToken);
        var stop = new CancellationTokenSource();
        var (name, engine) = (pair.Name, pair.Engine);
        var flapping = Task.Run(() => FlapAsync(engine, name, node, options, stop.Token), CancellationToken.None);
        return new Fault(
            pair,
            node.Name,
            $"flapping of {node.Name}",
            DateTimeOffset.UtcNow,
            async (opened, token) =>
            {
                await stop.CancelAsync();
                await flapping.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                await CutAsync(opened, node, NetworkCut.None, token);
                await Streaming.AwaitAsync(opened, Streaming.Around(opened, node), token);
            }
        );
    }

    /// <summary>With the pair opened anew: that of the caller may be closed long before the last cut.</summary>
    private static async Task FlapAsync(
        INodeEngine engine,
        string name,
        NodeDefinition node,
        FlappingOptions options,
        CancellationToken cancellationToken
    )
    {
        await using var pair = await new PairCatalogue([engine]).OpenAsync(name, cancellationToken);
        var isFirst = true;
        foreach (var (down, up) in options.Schedule())
        {
            if (!isFirst)
            {
                await CutAsync(pair, node, options.Cut, cancellationToken);
            }

            isFirst = false;
            await Task.Delay(down, cancellationToken);
            await CutAsync(pair, node, NetworkCut.None, cancellationToken);
            await Task.Delay(up, cancellationToken);
        }
    }

    private static async Task CutAsync(
        Pair pair,
        NodeDefinition node,
        NetworkCut cut,
        CancellationToken cancellationToken
    )
    {
        await using var held = await pair.LockAsync(cancellationToken);
        await NetworkFault.SetAsync(pair, node, network => network with { Cut = cut }, cancellationToken);
    }
}
