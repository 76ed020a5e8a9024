using ReplicaShell.Core.Tests.Surroundings;
using ReplicaShell.Engines.Local.Postgres;

namespace ReplicaShell.Core.Tests.Engines.Local.Postgres;

/// <summary>The place of a base backup, filled ahead.</summary>
public sealed class LandingTests : IDisposable
{
    private readonly string _folder = TestFolders.Create("rs-landing-");

    public LandingTests()
    {
        foreach (
            var file in (string[])["base/1/1259", "global/pg_control", "pg_wal/000000010000000000000001", "PG_VERSION"]
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
    public void It_gets_the_files_of_databases_and_keeps_what_is_there()
    {
        Landing.Prepare(Source, Target, CancellationToken.None);

        Assert.Equal(["base/1/1259", "global/pg_control", "pg_wal/blank"], Files());
    }

    [Fact]
    public void Where_a_file_cannot_be_written_nothing_of_it_is_left()
    {
        Directory.CreateDirectory(Path.Combine(Target, "global", "pg_control"));

        Landing.Prepare(Source, Target, CancellationToken.None);

        Assert.Equal(["pg_wal/blank"], Files());
        Assert.False(Directory.Exists(Path.Combine(Target, "global")));
    }

    [Fact]
    public void Cancelled_it_leaves_nothing()
    {
        Landing.Prepare(Source, Target, new CancellationToken(canceled: true));

        Assert.Equal(["pg_wal/blank"], Files());
    }

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
