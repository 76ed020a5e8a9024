using System.Xml.Linq;
using ReplicaShell.Formatting.Views;
using ReplicaShell.Replication;
using ReplicaShell.Routing;
using ReplicaShell.Topology;

namespace ReplicaShell.Formatting.Tests;

/// <summary>Results as tables: what stands in them, for notebooks and for terminals.</summary>
public class TableTests
{
    [Fact]
    public void A_pair_is_shown_with_its_nodes_and_with_why_it_is_not_ready()
    {
        var page = Page.Of(Samples.Pair(2, NodeState.Crashed) with { Reasons = ["node3 does not run."] });

        Assert.Equal(["Degraded"], page.Column("State"));
        Assert.Equal(["node1", "node2", "node3"], page.Column("Node"));
        Assert.Equal(["0", "0", "unknown"], page.Column("Lag (bytes)"));
        Assert.Equal(["127.0.0.1:5433", "127.0.0.1:5434", "127.0.0.1:5435"], page.Column("Address"));
        Assert.Equal(["node3 does not run."], page.Sentences);
    }

    [Fact]
    public void Several_results_are_one_table()
    {
        Assert.All(
            (object[])
                [new[] { Samples.Pair(), Samples.Pair() }, new List<ReplicaPair> { Samples.Pair(), Samples.Pair() }],
            pairs => Assert.Equal(["node1, node2, node3", "node1, node2, node3"], Page.Of(pairs).Column("Nodes"))
        );
        Assert.Equal(
            2,
            Page.Of(new object[] { Samples.Node(1, NodeRole.Leader, NodeState.Running, 0), Samples.Pair().Nodes[1] })
                .Column("Node")
                .Length
        );
        Assert.Equal("No ReplicaNode.", ResultView.Of(Array.Empty<ReplicaNode>())!.ToText());
    }

    [Theory]
    [InlineData("text")]
    [InlineData(17)]
    [InlineData(null)]
    public void What_is_no_result_has_no_view(object? value)
    {
        Assert.Null(ResultView.Of(value));
        Assert.Null(ResultView.Of(new[] { value }));
        Assert.Null(ResultView.Of(new[] { value, Samples.Pair() }));
    }

    [Fact]
    public void What_could_not_be_asked_is_unknown_and_never_0()
    {
        var nothing = new ReplicationLag
        {
            Time = Samples.Noon,
            Pair = "lab",
            Node = "node2",
            State = LagState.Unknown,
        };
        var page = Page.Of(new[] { nothing, nothing with { HeartbeatLag = TimeSpan.Zero } });

        Assert.All(
            (string[])["Lag (bytes)", "Leader LSN", "Received LSN", "Replayed LSN", "Timeline"],
            head => Assert.Equal(["unknown", "unknown"], page.Column(head))
        );
        Assert.Equal(["not measured", "not measured"], page.Column("Replay lag (ms)"));
        Assert.Equal(["unknown", "0.0"], page.Column("Heartbeat (ms)"));
        Assert.DoesNotContain("Heartbeat (ms)", Page.Of(nothing).Tables[0][0]);
    }

    [Fact]
    public void Of_many_samples_the_last_are_shown_and_the_number_of_all()
    {
        var samples = Samples.Lag();
        var page = Page.Of(samples);

        Assert.Equal(10, page.Column("Time (UTC)").Length);
        Assert.Equal("12:00:09.900", page.Column("Time (UTC)")[^1]);
        Assert.Equal(["The last 10 of 100."], page.Sentences);
    }

    [Fact]
    public void A_gap_that_was_clamped_is_marked_and_explained()
    {
        var page = Page.Of(Samples.Lag()[0] with { LagBytes = 0, Clamped = true });

        Assert.Equal(["0*"], page.Column("Lag (bytes)"));
        Assert.StartsWith("* The follower moved on", page.Sentences[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_failover_shows_its_phases_and_why_each_candidate_was_chosen_or_not()
    {
        var page = Page.Of(Samples.Failover(Samples.Noon, promote: 12_131) with { Warning = "The mode is Async now." });

        Assert.Equal(["node1 → node2"], page.Column("Leader"));
        Assert.Equal(["12 131.0"], page.Column("Promote (ms)"));
        Assert.Equal(["the only follower"], page.Column("Reason"));
        Assert.Equal(["4 096"], page.Column("Lag (bytes)"));
        Assert.Equal(["The mode is Async now."], page.Sentences);
    }

    [Fact]
    public void A_drill_says_its_verdict_first_and_folds_the_lost_keys()
    {
        var drill = Samples.Drill(written: 20);
        var page = Page.Of(drill);

        Assert.Equal(drill.Verdict.Explanation, page.Sentences[0]);
        Assert.Equal(["20"], page.Column("Lost"));
        Assert.Equal(["80"], page.Column("Lost (%)"));
        Assert.Equal("Lost keys (20)22-41", page.Folded);
        Assert.Empty(XElement.Parse($"<page>{Page.Of(Samples.Drill(0, 0, 0)).Html}</page>").Descendants("details"));
    }

    [Fact]
    public void Without_an_acknowledged_operation_there_is_no_latency_and_no_share()
    {
        var workload = Samples.Workload(Samples.Noon, TimeSpan.Zero) with { LatencyMedian = null };
        var verdict = Samples.Drill().Verdict with { Acknowledged = 0, Lost = 0, LostKeys = [] };

        Assert.Equal(["none acknowledged"], Page.Of(workload).Column("Median (ms)"));
        Assert.Equal(["none acknowledged"], Page.Of(verdict).Column("Lost (%)"));
    }

    [Fact]
    public void A_slot_without_limit_is_told_from_one_of_which_nothing_is_known()
    {
        var slot = new ReplicationSlot
        {
            Time = Samples.Noon,
            Pair = "lab",
            Node = "node1",
            Name = "node2",
            Type = "physical",
            Active = true,
            RestartLsn = new Lsn(0x3000148),
            RetainedBytes = 123_456_789,
            WalStatus = "reserved",
            SafeWalSize = null,
            Temporary = false,
            InvalidationReason = null,
        };
        var unused = slot with { Name = "node3", RestartLsn = null, RetainedBytes = null, WalStatus = null };
        var page = Page.Of(new[] { slot, slot with { Name = "node4", SafeWalSize = 0 }, unused });

        Assert.Equal(["123 456 789", "123 456 789", "unknown"], page.Column("Kept (bytes)"));
        Assert.Equal(["no limit", "0", "unknown"], page.Column("Until loss (bytes)"));
    }

    [Fact]
    public void Rows_of_a_query_stand_under_names_and_types_and_null_is_no_text()
    {
        var page = Page.Of(Query(["Nuts", null], [null, 12.5m]));

        Assert.Equal(["Nuts", "NULL"], page.Column("a (text)"));
        Assert.Equal(["NULL", "12.5"], page.Column("b (numeric)"));
        Assert.Contains("<i>NULL</i>", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void Texts_from_servers_cannot_become_markup()
    {
        const string evil = "<script>alert(1)</script>&\"'";
        var query = Query([evil], [1]) with
        {
            Node = evil,
            Notices = [evil],
            Columns = [new(evil, evil), new("b", evil)],
        };
        var pair = Samples.Pair() with { Name = evil, Reasons = [evil], PostgresVersion = evil };

        Assert.All(
            (object[])[query, pair, Samples.Drill().Verdict with { Explanation = evil }],
            value =>
            {
                var page = Page.Of(value);
                Assert.DoesNotContain("<script", page.Html, StringComparison.Ordinal);
                Assert.Contains(evil, page.Sentences);
            }
        );
    }

    [Fact]
    public void A_terminal_gets_columns_that_line_up()
    {
        var lines = ResultView.Of(Samples.Pair(2).Nodes)!.ToText().Split('\n');

        Assert.Equal("Pair  Node   Role      State    Address         Timeline        LSN  Lag (bytes)", lines[0]);
        Assert.Equal("----  -----  --------  -------  --------------  --------  ---------  -----------", lines[1]);
        Assert.Equal("lab   node2  Follower  Running  127.0.0.1:5434         1  0/3000148            0", lines[3]);
    }

    [Fact]
    public void Passwords_are_never_shown()
    {
        var view = ResultView.Of(new PairSecrets("hunter2", "hunter3"))!;

        Assert.DoesNotContain("hunter", view.ToHtml() + view.ToText(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_terminal_has_a_view_of_a_notebook_has_one_of_too()
    {
        var core = typeof(ReplicaPair).Assembly;
        var names = XDocument
            .Load(Path.Combine(AppContext.BaseDirectory, "ReplicaShell.Format.ps1xml"))
            .Descendants("TypeName")
            .Select(name => name.Value)
            .Where(name => core.GetType(name) is not null)
            .ToArray();

        Assert.NotEmpty(names);
        Assert.All(names, name => Assert.NotNull(ViewCatalogue.Of(core.GetType(name)!)));
    }

    private static QueryResult Query(object?[] left, object?[] right) =>
        new()
        {
            Node = "node2",
            Columns = [new("a", "text"), new("b", "numeric")],
            Rows = [.. left.Zip(right, (one, other) => new[] { one, other })],
            Affected = null,
            Notices = [],
        };
}
