using ReplicaShell.Core.Tests.Pairs;
using ReplicaShell.Core.Tests.Surroundings;
using ReplicaShell.Engines.Local;
using ReplicaShell.Engines.Local.Files;
using ReplicaShell.Engines.Local.Postgres;
using ReplicaShell.Engines.Waiting;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Core.Tests.Provisioning;

/// <summary>A pair whose leader is a spare folder, and whose base backup is written over another.</summary>
public sealed class SpareFolderPairTests : IDisposable
{
    private readonly string _home = TestFolders.Create("rs-spare-pair-");

    public void Dispose() => TestFolders.Remove(_home);

    [Fact]
    public async Task Both_spare_folders_are_used_and_the_pair_replicates()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there are none on Windows");
        await TestPostgres.RequireAnyAsync();
        var layout = new LocalLayout(_home);
        var catalogue = new PairCatalogue([new LocalEngine(layout)]);
        await using (await catalogue.CreateAsync(new PairOptions { Name = "first" }, progress: null, Token)) { }
        var postgres = await PostgresDiscovery.FindAsync(null, Token);
        var spares = new SpareFolders(layout, Template) { Wanted = 2 };
        await spares.BeginToFillAsync(initdb: [], Token);
        // A maker that is at work still would make another for the first that is taken.
        Assert.True(
            await Until.TrueAsync(
                () => Waiting == 2 && Leftovers.Processes(Path.Combine(_home, "templates")).Count == 0,
                TimeSpan.FromSeconds(60),
                Token
            )
        );

        await using (
            var pair = await catalogue.CreateAsync(
                new PairOptions { Name = "second", PostgresPath = postgres.Folder },
                progress: null,
                Token
            )
        )
        {
            // An installation without pg_basebackup copies the files itself, to a place where there are none.
            Assert.Equal(postgres.HasBaseBackup ? 0 : 1, Waiting);
            await pair.ReplicatesAsync();
        }

        await catalogue.RemoveAsync("first", Token);
        await catalogue.RemoveAsync("second", Token);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Template =>
        Directory
            .EnumerateDirectories(Path.Combine(_home, "templates"))
            .Single(path => !path.Contains(".spare-") && !path.Contains(".draft-"));

    private int Waiting => Directory.EnumerateDirectories(Path.Combine(_home, "templates"), "*.spare-*").Count();
}
