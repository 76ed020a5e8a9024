using ReplicaShell.Core.Tests.Surroundings;
using ReplicaShell.Engines.Local.Postgres;
using ReplicaShell.Engines.Waiting;
using ReplicaShell.Errors;

namespace ReplicaShell.Core.Tests.Engines.Local.Postgres;

/// <summary>The place of a base backup, filled ahead.</summary>
public sealed class LandingTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly string _folder = TestFolders.Create("rs-landing-");

    public LandingTests()
    {
        foreach (
            var file in (string[])
                ["base/1/1259", "base/5/1247", "global/pg_control", "pg_wal/000000010000000000000001", "PG_VERSION"]
        )
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(Source, file))!);
            File.WriteAllText(Path.Combine(Source, file), file);
        }

        Directory.CreateDirectory(Path.Combine(Target, "pg_wal"));
        File.WriteAllText(Path.Combine(Target, "pg_wal", "blank"), "");
    }

    public void Dispose() => TestFolders.Remove(_folder);

    [Fact]
    public async Task It_gets_the_files_of_databases_and_keeps_what_is_there()
    {
        await FillAsync(Task.CompletedTask);

        Assert.Equal(["base/1/1259", "base/5/1247", "global/pg_control", "pg_wal/blank"], Files());
    }

    [Fact]
    public async Task It_gets_them_while_initdb_makes_them_and_those_of_the_databases_that_are_still_to_come()
    {
        var initdb = new TaskCompletionSource();
        var filling = FillAsync(initdb.Task);

        Assert.True(await Until.TrueAsync(() => Files().Contains("base/4/1259"), Patience, Token));
        Assert.False(filling.IsCompleted);
        Assert.DoesNotContain("base/5/1247", Files());
        File.WriteAllText(Path.Combine(Source, "base/1/2601"), "late");
        initdb.SetResult();
        await filling;

        Assert.Superset(
            new HashSet<string> { "base/1/1259", "base/1/2601", "base/4/1259", "base/5/1247", "base/5/1259" },
            Files().ToHashSet()
        );
    }

    [Fact]
    public async Task Where_initdb_fails_nothing_of_it_is_left()
    {
        var initdb = new TaskCompletionSource();
        var filling = FillAsync(initdb.Task);
        Assert.True(await Until.TrueAsync(() => Files().Contains("base/1/1259"), Patience, Token));

        initdb.SetException(new ReplicaException("ProgramFailed", ReplicaErrorCategory.InvalidArgument, "It failed."));
        await filling;

        Assert.Equal(["pg_wal/blank"], Files());
    }

    [Fact]
    public async Task Where_a_file_cannot_be_written_nothing_of_it_is_left()
    {
        Directory.CreateDirectory(Path.Combine(Target, "global", "pg_control"));

        await FillAsync(Task.CompletedTask);

        Assert.Equal(["pg_wal/blank"], Files());
        Assert.False(Directory.Exists(Path.Combine(Target, "global")));
    }

    [Fact]
    public async Task Cancelled_it_leaves_nothing()
    {
        using var cancelled = new CancellationTokenSource();
        var filling = FillAsync(new TaskCompletionSource().Task, cancelled.Token);
        Assert.True(await Until.TrueAsync(() => Files().Contains("base/1/1259"), Patience, Token));

        await cancelled.CancelAsync();
        await filling;

        Assert.Equal(["pg_wal/blank"], Files());
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private Task FillAsync(Task initdb, CancellationToken? cancellationToken = null) =>
        new Landing(Source, Target).FillAsync(initdb, cancellationToken ?? Token);

    private string Source => Path.Combine(_folder, "source");

    private string Target => Path.Combine(_folder, "target");

    private string[] Files() =>
        [
            .. Directory
                .EnumerateFiles(Target, "*", SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(Target, path))
                .Order(StringComparer.Ordinal),
        ];
}
