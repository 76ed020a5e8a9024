using ReplicaShell.Cli.Editing;

namespace ReplicaShell.Cli.Tests.Editing;

public sealed class LineHistoryTests
{
    private readonly LineHistory history = new();

    [Fact]
    public void It_goes_back_and_forth_and_keeps_what_was_being_typed()
    {
        history.Add("one");
        history.Add("two");

        Assert.Equal("two", history.Previous("draft"));
        Assert.Equal("one", history.Previous("two"));
        Assert.Equal("one", history.Previous("one"));
        Assert.Equal("two", history.Next("one"));
        Assert.Equal("draft", history.Next("two"));
        Assert.Equal("draft", history.Next("draft"));
    }

    [Fact]
    public void Blank_lines_and_repetitions_are_not_remembered()
    {
        history.Add("one");
        history.Add("one");
        history.Add("  ");

        Assert.Equal("one", history.Previous(""));
        Assert.Equal("one", history.Previous("one"));
        Assert.Equal("", history.Next("one"));
    }
}
