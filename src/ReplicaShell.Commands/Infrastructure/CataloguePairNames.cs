using ReplicaShell.Pairs;

namespace ReplicaShell.Commands.Infrastructure;

/// <summary>The names of the pairs of this machine, from their files.</summary>
internal sealed class CataloguePairNames : IPairNames
{
    /// <inheritdoc/>
    public IEnumerable<string> Pairs() =>
        new PairCatalogue().NamesAsync(CancellationToken.None).GetAwaiter().GetResult();

    /// <inheritdoc/>
    public IEnumerable<string> Nodes(string pair) =>
        new PairCatalogue()
            .DefinitionsAsync(CancellationToken.None)
            .GetAwaiter()
            .GetResult()
            .Where(definition => definition.Name == pair)
            .SelectMany(definition => definition.Nodes)
            .Select(node => node.Name);
}
