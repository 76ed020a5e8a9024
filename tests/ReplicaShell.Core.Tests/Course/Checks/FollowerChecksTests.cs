using ReplicaShell.Core.Tests.Pairs;
using ReplicaShell.Course;
using ReplicaShell.Course.Metadata;
using ReplicaShell.Pairs;

namespace ReplicaShell.Core.Tests.Course.Checks;

/// <summary>Exercise 1: a second follower, built by hand, and everything that only looks like one.</summary>
public sealed class FollowerChecksTests(CourseLease course) : IClassFixture<CourseLease>
{
    private static readonly string[] OpenDoors =
    [
        "host all all 127.0.0.1/32 trust",
        "local all all trust",
        "host replication all 0.0.0.0/0 scram-sha-256",
        "host all all all scram-sha-256",
        "host all all samenet md5",
        "host all all ::/0 scram-sha-256",
        "host all all 127.0.0.0/7 scram-sha-256",
    ];

    private static readonly string[] ClosedDoors =
    [
        "host all all 0.0.0.0/0 reject",
        "host all mine 127.0.0.0/8 scram-sha-256",
        "host all all samehost scram-sha-256",
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Unsolved_it_fails_for_the_reasons_that_are_stated()
    {
        await course.StartAsync(1);
        var results = await course.TestAsync(1);
        foreach (var result in results.Where(result => result.Kind == CheckKind.Task))
        {
            Assert.False(result.Passed);
            Assert.StartsWith(CourseCatalogue.Task(1, result.Task).Unsolved, result.Reason, StringComparison.Ordinal);
        }

        Assert.All(
            results.Where(result => result.Kind == CheckKind.Trap),
            trap => Assert.True(trap.Passed, trap.Reason)
        );
    }

    [Fact]
    public async Task Built_by_the_four_steps_it_passes()
    {
        var exercise = await course.StartAsync(1);
        var bench = await new HandmadeFollower(course, exercise).BuildAsync();
        // Where no database is named it is the pair's, since there is no other.
        Assert.Equal(
            "appdb",
            await bench.ValueAsync("follower", "select current_database()::text", cancellationToken: Token)
        );
        await course.SubmitAsync(1, "streaming", int.Parse(exercise.Materials["Port"]));
        var results = await course.TestAsync(1);
        Assert.All(results, result => Assert.True(result.Passed, $"{result.Task}: {result.Reason}"));
        Assert.Equal(40, results.Sum(result => result.Points));
        Assert.Contains(
            results.Single(result => result.Task == "rows-equal").Evidence,
            line => line.StartsWith("\"public\".\"inventory\"", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Made_by_the_cmdlets_way_it_passes_too()
    {
        await course.StartAsync(1);
        await using (var pair = await course.OpenAsync())
        {
            await NodeLifecycle.AddFollowerAsync(pair, progress: null, Token);
        }

        var results = await course.TestAsync(1);
        Assert.All(results, result => Assert.True(result.Passed, $"{result.Task}: {result.Reason}"));
    }

    [Fact]
    public async Task The_follower_that_was_there_is_not_a_second_one()
    {
        await course.StartAsync(1);
        await using var pair = await course.OpenAsync();
        foreach (var port in new[] { pair.Node("node2").Port, pair.Node("node2").ClientPort!.Value })
        {
            await course.SubmitAsync(1, "streaming", port);
            await FailsAsync("is node2, which was there before you began");
        }
    }

    [Fact]
    public async Task The_leader_is_no_follower_and_nobody_is_none_either()
    {
        await course.StartAsync(1);
        await using var pair = await course.OpenAsync();
        await course.SubmitAsync(1, "streaming", pair.Leader.Port);
        await FailsAsync("is node1, which was there before you began");
        await course.SubmitAsync(1, "streaming", 1);
        await FailsAsync("Nothing that is a follower answers on 127.0.0.1:1");
    }

    [Fact]
    public async Task Without_a_slot_it_streams_and_the_slot_is_missing()
    {
        var exercise = await course.StartAsync(1);
        await new HandmadeFollower(course, exercise).BuildAsync(slot: null);
        await course.SubmitAsync(1, "streaming", exercise.Materials["Port"]);
        var results = await course.TestAsync(1);
        Assert.True(Of(results, "streaming").Passed, Of(results, "streaming").Reason);
        Assert.True(Of(results, "rows-equal").Passed);
        Assert.Equal(0, Of(results, "slot-active").Points);
        Assert.Contains("without a slot", Of(results, "slot-active").Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_copy_that_was_promoted_is_no_follower_though_its_rows_are_equal()
    {
        var exercise = await course.StartAsync(1);
        var follower = new HandmadeFollower(course, exercise);
        var bench = await follower.BuildAsync();
        await bench.RunAsync("pg_ctl promote --pgdata=follower/data --wait", cancellationToken: Token);
        await course.SubmitAsync(1, "streaming", follower.Port);
        await FailsAsync("is no follower: it takes writes of its own");
        Assert.False((await course.TestAsync(1, "orphan-slot")).Passed);
    }

    [Fact]
    public async Task A_standby_that_nobody_feeds_does_not_pass()
    {
        var exercise = await course.StartAsync(1);
        var follower = new HandmadeFollower(course, exercise);
        var bench = await follower.OpenAsync();
        await follower.CopyAsync(bench, slot: null);
        bench.Append("follower/node.conf", "primary_conninfo = ''");
        bench.Append("follower/data/postgresql.auto.conf", "primary_conninfo = ''");
        await HandmadeFollower.StartAsync(bench);
        await course.SubmitAsync(1, "streaming", follower.Port);
        Assert.Equal(0, (await course.TestAsync(1, "rows-equal")).Points);
        await using (var pair = await course.OpenAsync())
        {
            await pair.InsertAsync(pair.Leader, 99_999);
        }

        var results = await course.TestAsync(1);
        Assert.Contains("did not arrive on", Of(results, "streaming").Reason, StringComparison.Ordinal);
        Assert.Contains("\"inventory\"", Of(results, "rows-equal").Reason, StringComparison.Ordinal);
        Assert.Equal(
            0,
            results.Where(one => one.Task is "streaming" or "slot-active" or "rows-equal").Sum(one => one.Points)
        );
    }

    [Fact]
    public async Task One_that_streams_from_the_other_follower_is_the_leaders_only_at_second_hand()
    {
        var exercise = await course.StartAsync(1);
        await using var pair = await course.OpenAsync();
        var follower = new HandmadeFollower(course, exercise);
        await follower.BuildAsync(from: $"{pair.Node("node2").Port}");
        // A slot of the same name on the leader, which somebody else holds, should not help.
        await pair.ExecuteAsync(pair.Leader, "select pg_create_physical_replication_slot('mine', true)");
        await course.SubmitAsync(1, "streaming", follower.Port);

        var results = await course.TestAsync(1);
        var streaming = Of(results, "streaming");
        Assert.Equal((false, 5), (streaming.Passed, streaming.Points));
        Assert.Contains("not from node1 itself", streaming.Reason, StringComparison.Ordinal);
        Assert.False(Of(results, "slot-active").Passed);
        Assert.Equal(-5, Of(results, "orphan-slot").Points);
    }

    [Fact]
    public async Task An_open_door_on_the_learners_follower_is_found()
    {
        var exercise = await course.StartAsync(1);
        var follower = new HandmadeFollower(course, exercise);
        var bench = await follower.BuildAsync();
        await course.SubmitAsync(1, "streaming", follower.Port);
        var rules = bench.Read("follower/data/pg_hba.conf");
        foreach (var line in OpenDoors)
        {
            bench.Write("follower/data/pg_hba.conf", $"{rules}\n{line}\n");
            var results = await course.TestAsync(1);
            Assert.True(Of(results, "no-trust") is { Passed: false, Points: 0 }, line);
            Assert.Equal(-10, Of(results, "open-door").Points);
            Assert.Equal(30, results.Where(result => result.Points > 0).Sum(result => result.Points));
        }

        foreach (var line in ClosedDoors)
        {
            bench.Write("follower/data/pg_hba.conf", $"{rules}\n{line}\n");
            Assert.True((await course.TestAsync(1, "no-trust")).Passed, line);
        }
    }

    [Fact]
    public async Task A_door_that_was_open_and_is_loaded_still_is_found()
    {
        var exercise = await course.StartAsync(1);
        var follower = new HandmadeFollower(course, exercise);
        var bench = await follower.BuildAsync();
        var file = Path.Combine(follower.Data, "pg_hba.conf");
        var before = await File.ReadAllTextAsync(file, Token);
        bench.Write("follower/data/pg_hba.conf", "host all all 127.0.0.1/32 trust\n" + before);
        await bench.RunAsync("pg_ctl reload --pgdata=follower/data", cancellationToken: Token);
        await course.SubmitAsync(1, "streaming", follower.Port);
        Assert.True(await PairSteps.BecomesTrueAsync(async () => !(await course.TestAsync(1, "no-trust")).Passed));
        bench.Write("follower/data/pg_hba.conf", before);
        var result = await course.TestAsync(1, "no-trust");
        Assert.False(result.Passed);
        Assert.Contains("with a wrong password", result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_open_door_on_the_leader_is_found_before_anything_is_built()
    {
        await course.StartAsync(1);
        var file = Path.Combine(course.Home, "pairs", "lab", "node1", "pg_hba.conf");
        await File.AppendAllTextAsync(file, "host all all 10.0.0.0/8 scram-sha-256\n", Token);
        var trap = await course.TestAsync(1, "open-door");
        Assert.Equal((false, -10), (trap.Passed, trap.Points));
        Assert.Contains("node1 has the rule: host all all 10.0.0.0", trap.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reset_stops_what_was_built_and_lays_the_ground_anew()
    {
        var exercise = await course.StartAsync(1);
        var follower = new HandmadeFollower(course, exercise);
        await follower.BuildAsync();
        await course.SubmitAsync(1, "streaming", follower.Port);
        var reset = await Exercises.ResetAsync(1, course.Home, cancellationToken: Token);
        Assert.False(Directory.Exists(follower.Data));
        Assert.Contains(reset.Notes, note => note.Contains("by hand", StringComparison.Ordinal));
        await FailsAsync("There is no second follower yet");
        Assert.True((await course.TestAsync(1, "orphan-slot")).Passed);
    }

    [Fact]
    public async Task A_program_that_holds_the_slot_on_the_leader_does_not_make_a_second_hand_stream_the_leaders()
    {
        var exercise = await course.StartAsync(1);
        await using var pair = await course.OpenAsync();
        var follower = new HandmadeFollower(course, exercise);
        var bench = await follower.BuildAsync(from: $"{pair.Node("node2").Port}");
        await pair.ExecuteAsync(pair.Leader, "select pg_create_physical_replication_slot('mine', true)");
        bench.Write("wal/empty", "");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var receiver = bench.RunAsync(
            $"pg_receivewal --host=127.0.0.1 --port={pair.Leader.Port} --username=replicator --slot=mine --directory=wal",
            cancellationToken: stop.Token
        );
        try
        {
            await course.SubmitAsync(1, "streaming", follower.Port);
            Assert.True(
                await PairSteps.BecomesTrueAsync(async () => (await course.TestAsync(1, "orphan-slot")).Passed),
                "The program did not take the slot."
            );
            var results = await course.TestAsync(1);
            Assert.Equal((5, 5), (Of(results, "streaming").Points, Of(results, "slot-active").Points));
            Assert.Contains("Somebody else", Of(results, "slot-active").Reason, StringComparison.Ordinal);
        }
        finally
        {
            await stop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => receiver);
        }
    }

    private static CheckResult Of(IReadOnlyList<CheckResult> results, string task) =>
        results.Single(result => result.Task == task);

    private async Task FailsAsync(string reason)
    {
        var result = await course.TestAsync(1, "streaming");
        Assert.Equal((false, 0), (result.Passed, result.Points));
        Assert.Contains(reason, result.Reason, StringComparison.Ordinal);
    }
}
