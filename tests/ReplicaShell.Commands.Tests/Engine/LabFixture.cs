using ReplicaShell.Core.Tests.Surroundings;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Commands.Tests.Engine;

/// <summary>A shell, and a pair of one follower that the tests of a class share; each leaves it as it was.</summary>
public sealed class LabFixture : IDisposable
{
    private static int s_count;
    private bool _isMade;

    /// <summary>The shell.</summary>
    public EngineFixture Engine { get; } = new();

    /// <summary>The pair's name; other classes run beside this one with pairs of their own.</summary>
    public string Pair { get; } = $"lab{Interlocked.Increment(ref s_count)}";

    /// <summary>Makes the pair, once.</summary>
    public async Task MakeAsync()
    {
        if (_isMade)
        {
            return;
        }

        Engine.Get<ReplicaPair>("New-ReplicaPair $args[0]", Pair);
        _isMade = true;
        foreach (PairDefinition pair in await new PairCatalogue().DefinitionsAsync(CancellationToken.None))
        {
            Leftovers.Remember(pair);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_isMade)
        {
            Engine.Run("Remove-ReplicaPair $args[0] -Force", Pair);
        }

        Engine.Dispose();
    }
}
