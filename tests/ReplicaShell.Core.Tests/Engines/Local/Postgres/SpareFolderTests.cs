using ReplicaShell.Core.Tests.Surroundings;
using ReplicaShell.Engines.Local.Files;
using ReplicaShell.Engines.Local.Postgres;
using ReplicaShell.Engines.Waiting;

namespace ReplicaShell.Core.Tests.Engines.Local.Postgres;

/// <summary>Folders that wait for the next pair, copied from a template of a few files.</summary>
public sealed class SpareFolderTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

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
    public async Task Nothing_is_copied_while_a_pair_is_made_and_all_of_it_afterwards()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "nobody waits where there is no flock");
        var pause = new FillingPause(new LocalLayout(_home));
        Assert.Null(await pause.HoldAsync(Token));
        pause.Prepare();
        using (var held = await pause.HoldAsync(Token))
        {
            // Two shells may make a pair each.
            using var other = await pause.HoldAsync(Token);
            Assert.NotNull(held);
            Assert.NotNull(other);
            await _spares.BeginToFillAsync(initdb: [], Token);
            Assert.False(await Until.TrueAsync(() => Folders(".spare-").Count > 0, TimeSpan.FromSeconds(1), Token));
            Assert.Single(Folders(".draft-"));
        }

        Assert.True(await Until.TrueAsync(() => IsFull, Patience, Token));
    }

    [Fact]
    public async Task Whoever_waits_to_make_the_template_is_seen_so_that_nobody_else_begins()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "nobody waits where there is no flock");
        Directory.Delete(Path.Combine(_home, "templates", "15-x"), recursive: true);
        // Takes "--pgdata=…/data" for its own name.
        string[] initdb = ["/bin/sh", "-c", "mkdir -p \"${0#--pgdata=}/pg_wal\""];
        var pause = new FillingPause(new LocalLayout(_home));
        pause.Prepare();
        using (await pause.HoldAsync(Token))
        {
            await _spares.BeginToFillAsync(initdb, Token);
            Assert.True(await Until.TrueAsync(() => Folders(".draft-").Count == 1, Patience, Token));

            await _spares.BeginToFillAsync(initdb, Token);

            Assert.Single(
                Leftovers.Processes(_home),
                process => process.Contains("new_template", StringComparison.Ordinal)
            );
        }

        Assert.True(await Until.TrueAsync(() => IsFull, Patience, Token));
        Assert.Empty(Folders(".draft-"));
    }

    [Fact]
    public async Task Big_files_and_empty_folders_are_copied_too_for_the_owner_alone()
    {
        var data = Path.Combine(_home, "templates", "15-x", "data");
        Directory.CreateDirectory(Path.Combine(data, "pg_wal", "archive_status"));
        await File.WriteAllBytesAsync(Path.Combine(data, "pg_wal", "segment"), new byte[3 << 20], Token);

        await FillAsync();

        Assert.True(_spares.TryTake(Target("one")));
        Assert.True(Directory.Exists(Path.Combine(Target("one"), "pg_wal", "archive_status")));
        Assert.Equal(3 << 20, new FileInfo(Path.Combine(Target("one"), "pg_wal", "segment")).Length);
        // A server refuses a data folder that others can look into.
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(Target("one")) == OwnerOnly);
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
        Assert.True(await Until.TrueAsync(() => IsFull, Patience, Token));
    }

    private bool IsFull => Folders(".spare-").Count == 2 && Leftovers.Processes(_home).Count == 0;
}
