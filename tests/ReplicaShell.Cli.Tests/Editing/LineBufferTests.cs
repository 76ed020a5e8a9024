using ReplicaShell.Cli.Editing;

namespace ReplicaShell.Cli.Tests.Editing;

public sealed class LineBufferTests
{
    private readonly LineBuffer buffer = new();

    [Fact]
    public void What_is_typed_goes_in_before_the_cursor()
    {
        buffer.Insert("ac");
        buffer.Move(forward: false);
        buffer.Insert("b");

        Assert.Equal(("abc", 2), (buffer.Text, buffer.Cursor));
    }

    [Fact]
    public void At_the_ends_nothing_moves_and_nothing_is_deleted()
    {
        buffer.Move(forward: false);
        buffer.Move(forward: true);
        buffer.DeleteBackward();
        buffer.DeleteForward();

        Assert.Equal(("", 0), (buffer.Text, buffer.Cursor));
    }

    [Fact]
    public void A_character_of_two_parts_is_never_parted()
    {
        buffer.Insert("a\U0001F600");
        buffer.Move(forward: false);
        Assert.Equal(1, buffer.Cursor);

        buffer.DeleteForward();

        Assert.Equal("a", buffer.Text);
    }

    [Fact]
    public void Words_are_moved_over_and_deleted()
    {
        buffer.Insert("Get-Pair -Name lab");
        buffer.DeleteWordBackward();
        buffer.MoveWord(forward: false);
        Assert.Equal(("Get-Pair -Name ", 10), (buffer.Text, buffer.Cursor));

        buffer.MoveWord(forward: true);
        buffer.DeleteToEnd();

        Assert.Equal("Get-Pair -Name", buffer.Text);
    }

    [Fact]
    public void Home_End_and_the_deletions_to_them_stay_in_their_line()
    {
        buffer.Insert("one\ntwo\nthree");
        buffer.MoveHome();
        buffer.Move(forward: false);
        buffer.DeleteToHome();
        Assert.Equal(("one\n\nthree", 4), (buffer.Text, buffer.Cursor));

        buffer.Move(forward: false);
        buffer.MoveEnd();

        Assert.Equal(3, buffer.Cursor);
    }
}
