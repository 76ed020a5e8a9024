using ReplicaShell.Core.Tests.Surroundings;
using ReplicaShell.Engines.Local.Files;
using ReplicaShell.Engines.Local.Postgres;
using ReplicaShell.Engines.Waiting;

namespace ReplicaShell.Core.Tests.Engines.Local.Postgres;

/// <summary>Folders that wait for the next pair, copied from a template of a few files.</summary>
public sealed class SpareFolderTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly string _home = TestFolders.Create("rs-spares-");
    private readonly SpareFolders _spares;

    public SpareFolderTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there are none on Windows");
        _spares = Spares(wanted: 2);
        var data = Path.Combine(_home, "templates", "15-x", "data");
        Directory.CreateDirectory(Path.Combine(data, "base"));
        File.WriteAllText(Path.Combine(data, "base", "1"), "one");
    }

    public void Dispose() => TestFolders.Remove(_home);

    [Fact]
    public async Task Two_are_made_and_each_is_taken_once()
    {
        Assert.False(_spares.TryTake(Target("none")));

        await FillAsync();

        Assert.True(_spares.TryTake(Target("first")));
        Assert.True(_spares.TryTake(Target("second")));
        Assert.False(_spares.TryTake(Target("third")));
        Assert.Equal("one", await File.ReadAllTextAsync(Path.Combine(Target("first"), "base", "1"), Token));
    }

    [Fact]
    public async Task Only_what_is_missing_is_made()
    {
        await FillAsync();
        Assert.True(_spares.TryTake(Target("first")));

        await FillAsync();
        await _spares.BeginToFillAsync(initdb: [], Token);

        Assert.Equal(2, Folders(".spare-").Count);
    }

    [Fact]
    public async Task What_a_killed_shell_has_begun_is_removed_first()
    {
        // No process has this number: it is above what Linux and macOS give.
        var abandoned = Path.Combine(_home, "templates", "15-x.draft-99999999-a");
        Directory.CreateDirectory(abandoned);

        await FillAsync();

        Assert.False(Directory.Exists(abandoned));
    }

    [Fact]
    public async Task None_are_made_where_none_are_wanted()
    {
        await Spares(wanted: 0).BeginToFillAsync(initdb: [], Token);

        Assert.Empty(Folders(".draft-"));
        Assert.Empty(Leftovers.Processes(_home));
    }

    [Fact]
    public async Task A_place_that_cannot_be_is_no_failure_of_the_pair_that_was_made()
    {
        Directory.Delete(Path.Combine(_home, "templates"), recursive: true);
        await File.WriteAllTextAsync(Path.Combine(_home, "templates"), "a file", Token);

        await _spares.BeginToFillAsync(initdb: [], Token);

        Assert.False(_spares.TryTake(Target("none")));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private SpareFolders Spares(int wanted)
    {
        var layout = new LocalLayout(_home);
        return new(layout, Path.Combine(layout.Templates, "15-x")) { Wanted = wanted };
    }

    private string Target(string name) => Path.Combine(_home, name);

    private IReadOnlyList<string> Folders(string mark) =>
        [.. Directory.EnumerateDirectories(Path.Combine(_home, "templates")).Where(path => path.Contains(mark))];

    private async Task FillAsync()
    {
        await _spares.BeginToFillAsync(initdb: [], Token);
        Assert.True(
            await Until.TrueAsync(
                () => Folders(".spare-").Count == 2 && Leftovers.Processes(_home).Count == 0,
                Patience,
                Token
            )
        );
    }
}
