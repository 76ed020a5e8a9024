using ReplicaShell.Pairs;

namespace ReplicaShell.Course.Tests.Surroundings;

/// <summary>What a notebook leaves to the next one: the pair <c>lab</c>, and how far the learner is.</summary>
internal static class LabPairs
{
    /// <summary>Removes all pairs.</summary>
    public static async Task RemoveAsync()
    {
        var catalogue = new PairCatalogue();
        foreach (var pair in await catalogue.NamesAsync(CancellationToken.None))
        {
            await catalogue.RemoveAsync(pair, CancellationToken.None);
        }
    }
}
