using ReplicaShell.Core.Tests.Pairs;
using ReplicaShell.Core.Tests.Surroundings;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Core.Tests.Provisioning;

/// <summary>What a new follower's log tells of how it was made.</summary>
public sealed class FollowerLogTests
{
    [Fact]
    public async Task Its_copy_is_consistent_before_it_has_found_its_upstream_and_nothing_was_asked_of_it_too_early()
    {
        var catalogue = new PairCatalogue();
        var options = new PairOptions { Name = PairSteps.NewName(), PostgresPath = TestPostgres.RequireSystem(15) };
        try
        {
            await using var pair = await catalogue.CreateAsync(options, progress: null, Token);
            var log = await pair.Engine.ReadLogAsync(pair.Definition, pair.Node("node2"), 100, Token);

            var consistent = log.IndexOf("consistent recovery state reached", StringComparison.Ordinal);
            var streaming = log.IndexOf("started streaming WAL", StringComparison.Ordinal);
            Assert.InRange(consistent, 0, streaming);
            Assert.DoesNotContain("ERROR:", log, StringComparison.Ordinal);
            Assert.DoesNotContain("FATAL:", log, StringComparison.Ordinal);
        }
        finally
        {
            await catalogue.RemoveAsync(options.Name, CancellationToken.None);
        }
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;
}
