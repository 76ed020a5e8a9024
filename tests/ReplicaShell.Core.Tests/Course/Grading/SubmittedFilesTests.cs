using ReplicaShell.Core.Tests.Surroundings;
using ReplicaShell.Course.Grading;
using ReplicaShell.Course.Metadata;

namespace ReplicaShell.Core.Tests.Course.Grading;

public sealed class SubmittedFilesTests : IDisposable
{
    private readonly string _folder = TestFolders.Create("rs-submission-");

    public void Dispose() => TestFolders.Remove(_folder);

    [Theory]
    [InlineData("04-losing-data.ipynb")]
    [InlineData("exercises/04-losing-data.ipynb")]
    [InlineData("homework/week 2/04-LOSING-data.ipynb")]
    [InlineData("4 mine.ipynb")]
    [InlineData("04_anna.ipynb")]
    public void A_notebook_is_found_by_its_name_or_its_number(string name)
    {
        Write(name);
        Write("40-other.ipynb");
        Write("solutions/04-losing-data.ipynb");
        Write(".ipynb_checkpoints/04-losing-data.ipynb");

        Assert.Equal(name, Find(out var missing));
        Assert.Null(missing);
    }

    [Fact]
    public void The_full_name_counts_more_than_the_number()
    {
        Write("4-draft.ipynb");
        Write("04-losing-data.ipynb");

        Assert.Equal("04-losing-data.ipynb", Find(out _));
    }

    [Fact]
    public void Where_two_may_be_meant_none_is_taken_and_both_are_named()
    {
        Write("a/04-losing-data.ipynb");
        Write("b/04-losing-data.ipynb");

        Assert.Null(Find(out var missing));
        Assert.Contains("'a/04-losing-data.ipynb', 'b/04-losing-data.ipynb'", missing, StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_is_no_notebook_and_is_not_copied()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need privileges there");
        var elsewhere = TestFolders.Create("rs-elsewhere-");
        File.WriteAllText(Path.Combine(elsewhere, "secret"), "x");
        Write("notes.txt");
        File.CreateSymbolicLink(Path.Combine(_folder, "04-losing-data.ipynb"), Path.Combine(elsewhere, "secret"));
        Directory.CreateSymbolicLink(Path.Combine(_folder, "folder"), elsewhere);
        var copy = Path.Combine(elsewhere, "copy");

        Assert.Null(Find(out var missing));
        Assert.Contains("'04-losing-data.ipynb'", missing, StringComparison.Ordinal);
        Assert.True(new SubmittedFiles(_folder).CopyTo(copy));
        Assert.Equal(["notes.txt"], Directory.EnumerateFileSystemEntries(copy).Select(Path.GetFileName));
        TestFolders.Remove(elsewhere);
    }

    [Fact]
    public void What_is_too_much_is_left_out_and_the_notebooks_are_not()
    {
        Write("04-losing-data.ipynb");
        using (var large = File.Create(Path.Combine(_folder, "00-large.bin")))
        {
            large.SetLength(300L * 1024 * 1024);
        }

        var copy = Path.Combine(_folder, "..", Path.GetFileName(_folder) + "-copy");

        Assert.False(new SubmittedFiles(_folder).CopyTo(copy));
        Assert.Equal(["04-losing-data.ipynb"], Directory.EnumerateFiles(copy).Select(Path.GetFileName));
        TestFolders.Remove(copy);
    }

    private string? Find(out string? missing) =>
        new SubmittedFiles(_folder).Find(CourseCatalogue.Unit(4), out missing)?.Replace('\\', '/');

    private void Write(string name)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "{}");
    }
}
