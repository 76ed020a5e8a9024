using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Core.Tests.Pairs;

public class KeptWalTests
{
    private const long Segment = 16 << 20;

    [Theory]
    [InlineData("0/5000000", false)] // the beginning of the oldest file
    [InlineData("0/5FFFFFF", false)] // within it
    [InlineData("0/4FFFFFF", true)] // the end of the file before: it is asked for from its beginning
    [InlineData("0/4000000", true)]
    [InlineData("1/0", false)]
    public void A_follower_needs_the_file_in_which_its_WAL_ends(string received, bool missing) =>
        Assert.Equal(
            missing,
            new KeptWal(Lsn.Parse("0/5000000"), Segment, new Dictionary<string, string?>()).LacksWhatFollows(
                Lsn.Parse(received)
            )
        );

    [Fact]
    public void Who_may_not_see_the_files_claims_nothing() =>
        Assert.False(new KeptWal(null, 1, new Dictionary<string, string?>()).LacksWhatFollows(Lsn.Parse("0/1000000")));
}
