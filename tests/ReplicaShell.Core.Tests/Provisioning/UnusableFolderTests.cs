using ReplicaShell.Core.Tests.Pairs;
using ReplicaShell.Core.Tests.Surroundings;
using ReplicaShell.Engines.Local;
using ReplicaShell.Engines.Local.Files;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Core.Tests.Provisioning;

/// <summary>A data folder that is full or read-only.</summary>
public sealed class UnusableFolderTests : IAsyncLifetime
{
    private readonly string _home = TestFolders.Create("rs-unusable-");
    private readonly string _name = PairSteps.NewName();
    private bool _mounted;

    private PairCatalogue Catalogue => new([new LocalEngine(new LocalLayout(_home))]);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await TestPostgres.RequireAnyAsync();

    public async ValueTask DisposeAsync()
    {
        if (_mounted)
        {
            await Mounts.UnmountAsync(_home);
        }

        TestFolders.Remove(_home);
    }

    [Theory]
    [InlineData("1k")]
    [InlineData("1m")]
    [InlineData("20m")]
    [InlineData("45m")]
    [InlineData("70m")]
    [InlineData("100m")]
    public async Task A_full_disk_is_told_and_nothing_is_left_on_it(string size)
    {
        await MountAsync($"size={size},mode=711");
        var error = await PairSteps.FailsAsync("DataFolderUnusable", CreateAsync);
        Assert.Contains(_home, error.Message, StringComparison.Ordinal);
        Assert.Empty(Leftovers.Of(_home));

        await Mounts.RemountAsync(_home, "size=500m");
        await (await CreateAsync()).DisposeAsync();
        await Catalogue.RemoveAsync(_name, Token);
        Assert.Empty(Leftovers.Of(_home));
    }

    [Fact]
    public async Task A_disk_without_a_free_file_is_told()
    {
        await MountAsync("nr_inodes=400,mode=711");
        await PairSteps.FailsAsync("DataFolderUnusable", CreateAsync);
        Assert.Empty(Leftovers.Of(_home));
    }

    [Fact]
    public async Task A_read_only_disk_is_told()
    {
        await MountAsync("size=500m,mode=711");
        await Mounts.RemountAsync(_home, "ro");
        var error = await PairSteps.FailsAsync("DataFolderUnusable", CreateAsync);
        Assert.Contains("REPLICASHELL_HOME", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_home));
        await PairSteps.FailsAsync("PairNotFound", () => Catalogue.GetAsync(_name, Token));
    }

    [Fact]
    public async Task A_disk_that_becomes_read_only_is_told_when_something_is_to_change()
    {
        await MountAsync("size=500m,mode=711");
        await (await CreateAsync()).DisposeAsync();
        await PairsStopAsync();
        await Mounts.RemountAsync(_home, "ro");
        await PairSteps.FailsAsync("DataFolderUnusable", () => Catalogue.RemoveAsync(_name, Token));
        await Mounts.RemountAsync(_home, "rw");
        await Catalogue.RemoveAsync(_name, Token);
        Assert.Empty(Leftovers.Of(_home));
    }

    [Fact]
    public async Task A_file_where_the_folder_should_be_is_told()
    {
        TestFolders.Remove(_home);
        await File.WriteAllTextAsync(_home, "", Token);
        try
        {
            await PairSteps.FailsAsync("DataFolderUnusable", CreateAsync);
        }
        finally
        {
            File.Delete(_home);
        }
    }

    private Task<Pair> CreateAsync() => Catalogue.CreateAsync(new PairOptions { Name = _name }, progress: null, Token);

    private async Task PairsStopAsync()
    {
        await using var pair = await Catalogue.OpenAsync(_name, Token);
        await PairLifecycle.StopAsync(pair, Token);
    }

    private async Task MountAsync(string options)
    {
        Assert.SkipUnless(
            Environment.IsPrivilegedProcess && await Mounts.ArePermittedAsync(),
            "A small disk for this test needs the right to mount."
        );
        await Mounts.MountAsync(_home, options);
        _mounted = true;
    }
}
