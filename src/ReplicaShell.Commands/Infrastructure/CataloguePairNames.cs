using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Commands.Infrastructure;

/// <summary>The names of the pairs of this machine, from their files.</summary>
internal sealed class CataloguePairNames : IPairNames
{
    /// <inheritdoc/>
    public IEnumerable<string> Pairs() =>
        new PairCatalogue().NamesAsync(CancellationToken.None).GetAwaiter().GetResult();

    /// <inheritdoc/>
    public IEnumerable<string> Nodes(string pair) =>
        Definitions(pair).SelectMany(definition => definition.Nodes).Select(node => node.Name);

    /// <inheritdoc/>
    public IEnumerable<string> Followers(string pair) =>
        Definitions(pair)
            .SelectMany(definition => definition.Nodes.Where(node => node.Name != definition.Leader && !node.Detached))
            .Select(node => node.Name);

    private static IEnumerable<PairDefinition> Definitions(string pair) =>
        new PairCatalogue()
            .DefinitionsAsync(CancellationToken.None)
            .GetAwaiter()
            .GetResult()
            .Where(definition => definition.Name == pair);
}
