using ReplicaShell.Pairs;

namespace ReplicaShell.Course.Tests.Surroundings;

/// <summary>What a notebook leaves to the next one: the pair <c>lab</c>, servers that were built by hand, and how far the learner is.</summary>
internal static class LabPairs
{
    /// <summary>Removes all pairs, and what was built by hand.</summary>
    public static async Task RemoveAsync()
    {
        // The ground of the first exercise is an empty one: it ends the servers on the workbench.
        await Exercises.StartAsync(0, cancellationToken: CancellationToken.None);
        var catalogue = new PairCatalogue();
        foreach (var pair in await catalogue.NamesAsync(CancellationToken.None))
        {
            await catalogue.RemoveAsync(pair, CancellationToken.None);
        }
    }
}
