using System.Text;
using ReplicaShell.Core.Tests.Surroundings;
using ReplicaShell.Engines.Local.Postgres;

namespace ReplicaShell.Core.Tests.Engines.Local.Postgres;

/// <summary>A copy that is written over another folder is the same as one that is written to an empty place.</summary>
public sealed class DataFolderWriterTests : IDisposable
{
    private readonly string _folder = TestFolders.Create("rs-writer-");

    public void Dispose() => TestFolders.Remove(_folder);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("the same")]
    [InlineData("the sane")]
    [InlineData("the same and more")]
    [InlineData("shorter")]
    public void A_file_holds_what_was_written_whatever_was_there(string? before)
    {
        if (before is not null)
        {
            File.WriteAllText(At("file"), before);
        }

        Writer().File("file", Stream("the same"));

        Assert.Equal("the same", File.ReadAllText(At("file")));
    }

    [Fact]
    public void A_long_file_differs_in_one_byte_and_is_right_afterwards()
    {
        var wanted = new byte[300_000];
        Random.Shared.NextBytes(wanted);
        var there = (byte[])wanted.Clone();
        there[200_001] ^= 1;
        File.WriteAllBytes(At("file"), there);

        Writer().File("file", new MemoryStream(wanted));

        Assert.Equal(wanted, File.ReadAllBytes(At("file")));
    }

    [Fact]
    public void What_was_not_written_is_removed()
    {
        Directory.CreateDirectory(At("pg_wal"));
        File.WriteAllText(At("pg_wal/000000010000000000000001"), "initdb's");
        var writer = Writer();
        writer.Folder("pg_wal");
        writer.File("PG_VERSION", Stream("15"));

        writer.RemoveOthers();

        Assert.Equal([At("PG_VERSION")], Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories));
        Assert.True(Directory.Exists(At("pg_wal")));
    }

    [Fact]
    public void An_empty_file_has_no_content()
    {
        File.WriteAllText(At("file"), "something");

        Writer().File("file", null);

        Assert.Empty(File.ReadAllBytes(At("file")));
    }

    private DataFolderWriter Writer() => new(_folder);

    private string At(string path) => Path.Combine(_folder, path);

    private static MemoryStream Stream(string text) => new(Encoding.UTF8.GetBytes(text));
}
