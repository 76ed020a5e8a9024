using ReplicaShell.Core.Tests.Pairs;
using ReplicaShell.Core.Tests.Surroundings;
using ReplicaShell.Engines.Local;
using ReplicaShell.Engines.Local.Files;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Core.Tests.Provisioning;

/// <summary>The very first pair of a machine: it does not wait for the template of the later ones.</summary>
public sealed class FirstPairTests : IDisposable
{
    private const string Identifier = "select system_identifier from pg_control_system()";
    private readonly string _home = TestFolders.Create("rs-first-pair-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => TestFolders.Remove(_home);

    [Fact]
    public async Task It_has_what_its_own_initdb_wrote_and_leaves_a_template_for_the_next_one()
    {
        await TestPostgres.RequireAnyAsync();
        Assert.SkipWhen(Environment.ProcessorCount == 1, "with one core the template is made first");
        var catalogue = new PairCatalogue([new LocalEngine(new LocalLayout(_home))]);

        var first = await MakeAsync(catalogue, "first");
        var template = Assert.Single(Templates());
        var second = await MakeAsync(catalogue, "second");
        var third = await MakeAsync(catalogue, "third");

        Assert.Equal(template, Assert.Single(Templates()));
        Assert.NotEqual(first, second);
        Assert.Equal(second, third);
        Assert.Empty(Directory.EnumerateFiles(_home, "first-password", SearchOption.AllDirectories));
        await Task.WhenAll(catalogue.RemoveAsync("first", Token), catalogue.RemoveAsync("second", Token));
        await catalogue.RemoveAsync("third", Token);
        Assert.Empty(Leftovers.Of(_home));
    }

    private static async Task<long> MakeAsync(PairCatalogue catalogue, string name)
    {
        await using var pair = await catalogue.CreateAsync(new PairOptions { Name = name }, progress: null, Token);
        await pair.ReplicatesAsync();
        return await pair.ScalarAsync<long>(pair.Definition.Nodes[0], Identifier);
    }

    private string[] Templates() => Directory.GetDirectories(Path.Combine(_home, "templates"));
}
