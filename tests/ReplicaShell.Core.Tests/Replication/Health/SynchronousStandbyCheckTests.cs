using ReplicaShell.Replication.Health.Checks;

namespace ReplicaShell.Core.Tests.Replication.Health;

public class SynchronousStandbyCheckTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("node2", 1)]
    [InlineData("node2, node3", 1)]
    [InlineData("*", 1)]
    [InlineData("2 (node2, node3)", 2)]
    [InlineData("FIRST 2 (\"node2\", \"node3\")", 2)]
    [InlineData("any 3 (node2, node3, node4)", 3)]
    public void The_servers_setting_says_how_many_commits_wait_for(string names, int needed) =>
        Assert.Equal(needed, SynchronousStandbyCheck.Needed(names));
}
