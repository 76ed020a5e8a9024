using ReplicaShell.Provisioning;
using ReplicaShell.Topology;

namespace ReplicaShell.Core.Tests.Provisioning;

/// <summary>A mode as the server's synchronous_standby_names.</summary>
public sealed class SynchronousStandbysTests
{
    [Theory]
    [InlineData(ReplicationMode.Async, 0, 2, "")]
    [InlineData(ReplicationMode.SemiSync, 0, 1, "ANY 1 (\"node1\")")]
    [InlineData(ReplicationMode.SemiSync, 0, 2, "ANY 1 (\"node1\", \"node2\")")]
    [InlineData(ReplicationMode.Sync, 0, 1, "FIRST 1 (\"node1\")")]
    [InlineData(ReplicationMode.Sync, 0, 3, "FIRST 3 (\"node1\", \"node2\", \"node3\")")]
    [InlineData(ReplicationMode.Quorum, 2, 3, "ANY 2 (\"node1\", \"node2\", \"node3\")")]
    [InlineData(ReplicationMode.Sync, 0, 0, "")]
    [InlineData(ReplicationMode.Quorum, 2, 0, "")]
    public void A_mode_names_the_followers_that_a_commit_waits_for(
        ReplicationMode mode,
        int quorum,
        int followers,
        string expected
    ) =>
        Assert.Equal(
            expected,
            SynchronousStandbys.Names(
                mode,
                quorum,
                [.. Enumerable.Range(1, followers).Select(number => $"node{number}")]
            )
        );
}
