using ReplicaShell.Core.Tests.Surroundings;
using ReplicaShell.Engines.Local;
using ReplicaShell.Engines.Local.Files;

namespace ReplicaShell.Core.Tests.Engines.Local;

/// <summary>A pair that is planned only to have it done once: it gets to its end, and nothing comes of it.</summary>
public sealed class PlanRehearsalTests : IDisposable
{
    private readonly string _folder = TestFolders.Create("rs-rehearsal-");

    public void Dispose() => TestFolders.Remove(_folder);

    [Fact]
    public async Task Nothing_of_the_pair_is_made_not_even_the_home_folder()
    {
        await TestPostgres.RequireAnyAsync();
        var home = Path.Combine(_folder, "home");

        await new LocalEngine(new LocalLayout(home)).RehearseAsync(TestContext.Current.CancellationToken);

        Assert.False(Directory.Exists(home));
    }
}
