using ReplicaShell.Checkers;
using ReplicaShell.Commands.Tests.Engine;
using ReplicaShell.Failover;
using ReplicaShell.Replication;
using ReplicaShell.Topology;

namespace ReplicaShell.Commands.Tests.Module;

/// <summary>What a person reads, on a narrow screen and on a wide one.</summary>
[Collection(nameof(EngineCollection))]
public sealed class ViewTests(EngineFixture engine)
{
    private static readonly ReplicaNode s_node = new()
    {
        Pair = "lab",
        Node = "node16",
        Role = NodeRole.Follower,
        State = NodeState.Disconnected,
        Host = "127.0.0.1",
        Port = 65535,
    };

    private static readonly ReplicationLag s_lag = new()
    {
        Time = new DateTimeOffset(2026, 11, 23, 10, 0, 0, 5, TimeSpan.Zero),
        Pair = "lab",
        Node = "node2",
        State = LagState.CatchingUp,
        LeaderLsn = Lsn.Parse("16/B374D848"),
        ReplayedLsn = Lsn.Parse("16/B3000000"),
        LagBytes = 7657544,
        ReplayLag = TimeSpan.FromMilliseconds(1234.56),
    };

    private static readonly FailoverResult s_failover = new()
    {
        Pair = "lab",
        OldLeader = "node1",
        NewLeader = "node2",
        OldTimeline = 1,
        NewTimeline = 2,
        Candidates =
        [
            new FailoverCandidate
            {
                Node = "node2",
                Eligible = true,
                Reason = "It has received the most WAL.",
            },
            new FailoverCandidate
            {
                Node = "node3",
                Eligible = false,
                Reason = "It does not answer.",
            },
        ],
        StartedAt = DateTimeOffset.UnixEpoch,
        Detect = TimeSpan.FromMilliseconds(1.04),
        Elect = TimeSpan.FromMilliseconds(20),
        Fence = TimeSpan.FromMilliseconds(30),
        Promote = TimeSpan.FromMilliseconds(140.26),
        FirstWrite = TimeSpan.FromMilliseconds(9),
        Total = TimeSpan.FromMilliseconds(200.3),
        Mode = ReplicationMode.Async,
    };

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void Pairs_in_a_stream_keep_their_columns_and_no_state_is_cut(int columns)
    {
        string shown = Show(columns, PairOf("lab", PairState.Ready), PairOf("shop", PairState.Incomplete));

        Assert.Contains("lab          Ready      SemiSync node16", shown, StringComparison.Ordinal);
        Assert.Contains("shop         Incomplete SemiSync node16", shown, StringComparison.Ordinal);
        Assert.Contains("18.1", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("…", shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void A_node_fits_with_its_longest_words_and_what_is_unknown_is_empty(int columns)
    {
        string shown = Show(columns, s_node);

        Assert.Matches(@"lab +node16 Follower Disconnected 65535 *\n", shown);
        Assert.DoesNotContain("…", shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(80, false)]
    [InlineData(120, true)]
    public void Lag_has_its_units_in_the_header_and_a_wide_screen_has_more(int columns, bool wide)
    {
        string shown = Show(columns, s_lag);

        Assert.Contains("Pair: lab", shown, StringComparison.Ordinal);
        Assert.Matches(@"ReplayedLsn +LagBytes Replay ms Heartbeat ms", shown);
        Assert.Matches(@"10:00:00.005 node2  CatchingUp   16/B3000000    7657544    1234.6 ", shown);
        Assert.Equal(wide, shown.Contains("LeaderLsn", StringComparison.Ordinal));
    }

    [Fact]
    public void A_failover_is_a_short_list_with_a_reason_for_each_candidate()
    {
        string shown = Show(80, s_failover);

        Assert.Matches(@"Leader +: node1 -> node2\n", shown);
        Assert.Matches(@"Timeline +: 1 -> 2\n", shown);
        Assert.Matches(@"Promote ms +: +140\.3\n", shown);
        Assert.Matches(@"Total ms +: +200\.3\n", shown);
        Assert.Matches(@"node2: It has received the most WAL\.\n +node3: It does not answer\.", shown);
    }

    [Fact]
    public void Candidates_wrap_their_reasons() => Assert.Matches(@"node2  True", Show(80, [.. s_failover.Candidates]));

    [Fact]
    public void A_verdict_is_one_row()
    {
        string shown = Show(
            80,
            new Verdict
            {
                Attempted = 20,
                Acknowledged = 18,
                Unknown = 2,
                Failed = 0,
                Lost = 3,
                LostKeys = [7, 8, 9],
                Recovered = 1,
                UnexpectedKeys = [],
                Explanation = "",
            }
        );

        Assert.Matches(@"Attempted Acknowledged Unknown Failed +Lost Recovered LostKeys", shown);
        Assert.Matches(@" 20 +18 +2 +0 +3 +1 \{7, 8, 9\}", shown);
    }

    [Fact]
    public void What_is_seen_nested_is_short()
    {
        Assert.Equal("node1 -> node2 in 200 ms", s_failover.ToString());
        Assert.Equal("node2: CatchingUp, 7657544 bytes", s_lag.ToString());
    }

    [Fact]
    public void Every_result_of_a_cmdlet_has_a_view()
    {
        string format = File.ReadAllText(
            Path.Combine(Path.GetDirectoryName(Repository.Manifest)!, "ReplicaShell.Format.ps1xml")
        );
        IReadOnlyList<string> types = engine.Run(
            "(Get-Command -Module ReplicaShell).OutputType.Name -like 'ReplicaShell.*'"
        );

        Assert.NotEmpty(types);
        Assert.All(types, type => Assert.Contains($"<TypeName>{type}</TypeName>", format, StringComparison.Ordinal));
    }

    private string Show(int columns, params object[] values) => engine.Show(columns, "$args", values);

    private static ReplicaPair PairOf(string name, PairState state) =>
        new()
        {
            Name = name,
            Engine = EngineKind.Local,
            Topology = PairTopology.LeaderFollower,
            State = state,
            Mode = ReplicationMode.SemiSync,
            Quorum = 1,
            Commit = CommitLevel.On,
            Leader = "node16",
            Nodes = [s_node],
            Timeline = 1,
            PostgresVersion = "18.1",
            CreatedAt = DateTimeOffset.UnixEpoch,
        };
}
