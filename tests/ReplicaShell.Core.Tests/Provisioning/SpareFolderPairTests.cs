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

        var held = new List<bool>();
        await using (
            var pair = await catalogue.CreateAsync(
                new PairOptions { Name = "second", PostgresPath = postgres.Folder },
                new InlineReports(_ => held.Add(IsHeld(new FillingPause(layout).Path))),
                Token
            )
        )
        {
            // Nobody fills up beside a pair that is being made, at whatever step it is.
            Assert.NotEmpty(held);
            Assert.DoesNotContain(false, held);
            Assert.False(IsHeld(new FillingPause(layout).Path));
            // An installation without pg_basebackup copies the files itself, to a place where there are none.
            Assert.Equal(postgres.HasBaseBackup ? 0 : 1, Waiting);
            await pair.ReplicatesAsync();
        }

        await catalogue.RemoveAsync("first", Token);
        await catalogue.RemoveAsync("second", Token);
    }

    private static bool IsHeld(string path)
    {
        try
        {
            // What who fills up asks for, which nobody gets while somebody else has the file.
            using var all = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Template =>
        Directory
            .EnumerateDirectories(Path.Combine(_home, "templates"))
            .Single(path => !path.Contains(".spare-") && !path.Contains(".draft-"));

    private int Waiting => Directory.EnumerateDirectories(Path.Combine(_home, "templates"), "*.spare-*").Count();
}
