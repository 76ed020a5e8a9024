using ReplicaShell.Replication.Divergence;
using ReplicaShell.Topology;

namespace ReplicaShell.Core.Tests.Replication.Divergence;

public sealed class TimelineHistoryTests
{
    private const string Text =
        "1\t0/3000150\tno recovery target specified\n\n2\t0/50000A0\tno recovery target specified\n";

    [Fact]
    public void It_says_where_each_earlier_timeline_ended()
    {
        var history = TimelineHistory.Parse(3, Text);
        Assert.Equal(Lsn.Parse("0/3000150"), history.EndOf(1));
        Assert.Equal(Lsn.Parse("0/50000A0"), history.EndOf(2));
        Assert.Null(history.EndOf(3));
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(3, true)]
    [InlineData(4, false)]
    public void It_knows_its_own_timeline_and_those_before(int timeline, bool known) =>
        Assert.Equal(known, TimelineHistory.Parse(3, Text).Knows(timeline));

    [Fact]
    public void The_first_timeline_has_no_file()
    {
        var history = TimelineHistory.Parse(1, null);
        Assert.Empty(history.Ends);
        Assert.True(history.Knows(1));
    }
}
