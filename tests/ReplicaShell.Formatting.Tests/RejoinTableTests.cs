using ReplicaShell.Failover.Fences;
using ReplicaShell.Failover.Rejoin;
using ReplicaShell.Replication.Divergence;
using ReplicaShell.Topology;

namespace ReplicaShell.Formatting.Tests;

/// <summary>What notebooks show of fences, repairs and two leaders.</summary>
public class RejoinTableTests
{
    private static readonly RepairResult Repair = new()
    {
        Pair = "lab",
        Node = "node1",
        Role = NodeRole.Follower,
        State = NodeState.Running,
        Host = "127.0.0.1",
        Port = 5433,
        Timeline = 2,
        Leader = "node2",
        Method = RepairMethod.Rewind,
        Reason = "It wrote 3440 bytes of WAL after 0/3008558.",
        BytesCopied = 52_000_000,
        FullCloneBytes = 30_000_000,
        Duration = TimeSpan.FromMilliseconds(1500),
        OldTimeline = 1,
        DivergedAt = new Lsn(0x3008558),
        DiscardedBytes = 3440,
        Discarded = [new DivergedRow("inventory", "6", "{\"productid\":6}", null)],
        AcknowledgedKeys = [6, 7, 8],
    };

    [Fact]
    public void A_repair_says_which_way_and_names_what_was_discarded()
    {
        var page = Page.Of(Repair);

        Assert.Equal(["Rewind"], page.Column("Method"));
        Assert.Equal(["52 000 000"], page.Column("Copied (bytes)"));
        Assert.Equal(["30 000 000"], page.Column("A clone (bytes)"));
        Assert.Equal(["only on node1"], page.Column("Where"));
        Assert.Equal(["not there"], page.Column("On node2"));
        Assert.Contains("Acknowledged to a client, and discarded: 6-8.", page.Sentences);
        Assert.Equal(["unknown"], Page.Of(Repair with { DiscardedBytes = null }).Column("Discarded WAL (bytes)"));
    }

    [Fact]
    public void A_fence_that_does_not_hold_shows_which_session_wrote()
    {
        var page = Page.Of(
            new FenceResult
            {
                Pair = "lab",
                Node = "node1",
                Role = NodeRole.Leader,
                State = NodeState.Running,
                Method = FenceMethod.ReadOnly,
                SurvivesRestart = null,
                Duration = TimeSpan.FromMilliseconds(4),
                Attempts =
                [
                    new FenceAttempt("new session", false, "25006: cannot execute UPDATE in a read-only transaction"),
                    new FenceAttempt("new session, READ WRITE", true, "the write was acknowledged"),
                ],
            }
        );

        Assert.Equal(["no"], page.Column("Holds"));
        Assert.Equal(["not tried"], page.Column("After a restart"));
        Assert.Equal(["not made", "acknowledged"], page.Column("Write"));
    }

    [Fact]
    public void A_split_brain_has_both_sides_and_the_rows_that_cannot_be_merged()
    {
        var page = Page.Of(SplitBrainSamples.Drill());

        Assert.Equal(["SplitBrain"], page.Column("State"));
        Assert.Equal(["node1", "node2"], page.Column("Node"));
        Assert.Equal(["0/3000800", "0/3000900"], page.Column("Came to"));
        Assert.Equal(["different", "only on node1", "only on node1", "only on node2"], page.Column("Where"));
    }
}
