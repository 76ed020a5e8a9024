using Npgsql;
using ReplicaShell.Core.Tests.Pairs;
using ReplicaShell.Course;
using ReplicaShell.Course.Metadata;
using ReplicaShell.Drills;
using ReplicaShell.Engines;
using ReplicaShell.Failover;
using ReplicaShell.Faults;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Core.Tests.Course.Checks;

/// <summary>Exercise 4: a loss that is proved by the dead leader's own disk, and a crash that loses nothing.</summary>
public sealed class LossChecksTests(CourseLease course) : IClassFixture<CourseLease>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Unsolved_it_fails_for_the_reasons_that_are_stated()
    {
        await course.StartAsync(4);
        var results = await course.TestAsync(4);
        foreach (var result in results.Where(result => result.Kind == CheckKind.Task))
        {
            Assert.False(result.Passed);
            Assert.StartsWith(CourseCatalogue.Task(4, result.Task).Unsolved, result.Reason, StringComparison.Ordinal);
        }

        Assert.All(
            results.Where(result => result.Kind == CheckKind.Trap),
            trap => Assert.True(trap.Passed, trap.Reason)
        );
    }

    [Fact]
    public async Task A_drill_that_loses_and_a_crash_in_Sync_that_does_not_pass()
    {
        await course.StartAsync(4);
        await using var pair = await course.OpenAsync();
        var drill = await LoseAsync(pair, 25);
        await course.SubmitAsync(4, "named", drill.Verdict.LostKeys);
        var half = await course.TestAsync(4);
        Assert.Equal([15, 15, 0, 0, 0], half.Select(result => result.Points));
        Assert.Contains(
            Of(half, "loss").Evidence,
            line => line.StartsWith("node1, read-only from its own disk: led timeline 1", StringComparison.Ordinal)
        );

        await Modes.SetAsync(pair, ReplicationMode.Sync, CommitLevel.On, Token);
        await WriteAsync(pair, 12);
        await CrashAndFailOverAsync(pair);
        var results = await course.TestAsync(4);
        Assert.All(results, result => Assert.True(result.Passed, $"{result.Task}: {result.Reason}"));
        Assert.Equal(50, results.Sum(result => result.Points));
        var exercise = await Exercises.GetAsync(4, course.Home, Token);
        Assert.Equal((ExerciseState.Passed, 50), (exercise.State, exercise.Points));

        // Looked at, the dead are as dead as before, and nobody can bring them back as leaders.
        await pair.RefreshAsync(Token);
        foreach (var old in new[] { "node1", "node2" })
        {
            Assert.Equal(ServerStatus.Crashed, await pair.Engine.StatusAsync(pair.Definition, pair.Node(old), Token));
            await PairSteps.FailsAsync("NodeFenced", () => NodeLifecycle.StartAsync(pair, old, Token));
        }

        Assert.Equal("node3", pair.Leader.Name);
        await WriteAsync(pair, 1);
    }

    [Fact]
    public async Task By_hand_it_passes_as_well()
    {
        await course.StartAsync(4);
        await using var pair = await course.OpenAsync();
        var first = await pair.NewKeyAsync();
        await NetworkFault.InjectAsync(pair, pair.Leader, now => now with { Cut = NetworkCut.Reset }, Token);
        await WriteAsync(pair, 10);
        await CrashAndFailOverAsync(pair);
        await course.SubmitAsync(4, "named", string.Join(", ", Enumerable.Range(first, 10)));
        Assert.Equal((15, 15), (await PointsAsync("loss"), await PointsAsync("named")));
    }

    [Fact]
    public async Task Statements_by_hand_are_all_asked_for_though_each_has_a_session_of_its_own()
    {
        await course.StartAsync(4);
        await using var pair = await course.OpenAsync();
        var first = await pair.NewKeyAsync();
        await NetworkFault.InjectAsync(pair, pair.Leader, now => now with { Cut = NetworkCut.Reset }, Token);
        for (var key = first; key < first + 10; key++)
        {
            await using var session = new NpgsqlConnection(pair.ConnectionString(pair.Leader) + ";Pooling=false");
            await session.OpenAsync(Token);
            await using var insert = new NpgsqlCommand(
                $"insert into inventory values ({key}, 'By hand', 1, now())",
                session
            );
            await insert.ExecuteNonQueryAsync(Token);
        }

        await CrashAndFailOverAsync(pair);
        await course.SubmitAsync(4, "named", first);
        Assert.Equal(1, await PointsAsync("named", "are lost, too"));
        await course.SubmitAsync(4, "named", Enumerable.Range(first, 10));
        Assert.Equal(15, await PointsAsync("named", "Those are the 10 lost writes"));
    }

    [Fact]
    public async Task Nine_lost_writes_are_one_too_few_and_every_key_counts()
    {
        await course.StartAsync(4);
        await using var pair = await course.OpenAsync();
        var keys = (await LoseAsync(pair, 9)).Verdict.LostKeys;
        var loss = await course.TestAsync(4, "loss");
        Assert.Equal((false, 13), (loss.Passed, loss.Points));
        Assert.Contains("Only 9", loss.Reason, StringComparison.Ordinal);

        await course.SubmitAsync(4, "named", keys.Skip(1));
        Assert.Equal(13, await PointsAsync("named", $"{keys[0]} is lost, too"));
        await course.SubmitAsync(4, "named", keys.SkipLast(1));
        Assert.Equal(13, await PointsAsync("named", $"{keys[^1]} is lost, too"));
        await course.SubmitAsync(4, "named", keys.Append(keys[0] - 1));
        Assert.Equal(13, await PointsAsync("named", $"{keys[0] - 1} is not"));
        await course.SubmitAsync(4, "named", Enumerable.Range(1, 100_000).Where(key => !keys.Contains(key)));
        Assert.Equal(0, await PointsAsync("named"));
        await course.SubmitAsync(4, "named", Enumerable.Range(1, 100_000));
        Assert.Equal(0, await PointsAsync("named"));
        await course.SubmitAsync(4, "named", keys.Reverse().Concat(keys));
        Assert.Equal(15, await PointsAsync("named"));
    }

    [Fact]
    public async Task Of_several_clients_the_last_write_of_each_may_have_been_in_flight()
    {
        await course.StartAsync(4);
        await using var pair = await course.OpenAsync();
        var options = new DataLossOptions { Count = 60, Clients = 4 };
        var keys = (await DataLossDrill.RunAsync(pair, options, progress: null, Token)).Verdict.LostKeys;
        await course.SubmitAsync(4, "named", keys.SkipLast(1));
        var result = await course.TestAsync(4, "named");
        Assert.True(result.Passed, result.Reason);
        Assert.Contains(
            result.Evidence,
            line => line.EndsWith($"never acknowledged: {keys[^1]}", StringComparison.Ordinal)
        );
        await course.SubmitAsync(4, "named", keys.Skip(1));
        Assert.Equal(14, await PointsAsync("named", $"{keys[0]} is lost, too"));
    }

    [Fact]
    public async Task What_was_never_acknowledged_is_not_lost()
    {
        await course.StartAsync(4);
        await using var pair = await course.OpenAsync();
        await Modes.SetAsync(pair, ReplicationMode.Sync, CommitLevel.On, Token);
        var drill = await LoseAsync(pair, 12);
        Assert.Equal((12, 0), (drill.Verdict.Unknown, drill.Verdict.Lost));
        await course.SubmitAsync(4, "named", drill.History.Select(operation => operation.Key));
        var results = await course.TestAsync(4);
        Assert.Equal([0, 0, 0], results.Take(3).Select(result => result.Points));
        Assert.Contains("lost nothing", results[0].Reason, StringComparison.Ordinal);
        Assert.Contains("nothing to name", results[1].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_crash_that_loses_nothing_by_luck_is_half_of_it()
    {
        await course.StartAsync(4);
        await using var pair = await course.OpenAsync();
        await LoseAsync(pair, 10);
        Assert.Equal(0, await PointsAsync("no-loss", "No second failover was seen"));
        await WriteAsync(pair, 10);
        await CatchUp.AwaitAsync(pair, Token);
        await CrashAndFailOverAsync(pair);
        Assert.Equal(10, await PointsAsync("no-loss", "by luck"));
    }

    [Fact]
    public async Task A_second_crash_without_writes_or_with_another_loss_is_not_it()
    {
        await course.StartAsync(4);
        await using var pair = await course.OpenAsync();
        await LoseAsync(pair, 10);
        await Modes.SetAsync(pair, ReplicationMode.Sync, CommitLevel.On, Token);
        await WriteAsync(pair, 4);
        await CrashAndFailOverAsync(pair);
        // With the three that the drill wrote to the new leader.
        Assert.Equal(3, await PointsAsync("no-loss", "only 7 writes"));

        await NodeLifecycle.AddFollowerAsync(pair, progress: null, Token);
        await LoseAsync(pair, 11);
        Assert.Equal(3, await PointsAsync("no-loss", "only 7 writes"));
    }

    [Fact]
    public async Task Two_writers_at_once_are_seen_and_remembered()
    {
        await course.StartAsync(4);
        await using var pair = await course.OpenAsync();
        var old = pair.Leader;
        await NetworkFault.InjectAsync(pair, old, now => now with { Cut = NetworkCut.Reset }, Token);
        var options = new FailoverOptions { NoFence = true, Force = true };
        await FailoverCoordinator.RunAsync(pair, options, progress: null, Token);
        await WriteAsync(pair, 1);
        await pair.InsertAsync(old, 1);
        Assert.Equal(-10, await PointsAsync("two-writers", "node1 and node2 take writes"));

        await CrashFault.InjectAsync(pair, old, CrashMethod.Kill, Token);
        Assert.Equal(-10, await PointsAsync("two-writers", "node1 still took writes"));
        Assert.Equal(ServerStatus.Crashed, await pair.Engine.StatusAsync(pair.Definition, old, Token));
    }

    [Fact]
    public async Task The_only_copy_that_was_deleted_is_missed()
    {
        await course.StartAsync(4);
        await using var pair = await course.OpenAsync();
        await NetworkFault.InjectAsync(pair, pair.Leader, now => now with { Cut = NetworkCut.Reset }, Token);
        await WriteAsync(pair, 20);
        await CrashFault.InjectAsync(pair, pair.Leader, CrashMethod.Remove, Token);
        Assert.Equal(-10, await PointsAsync("only-copy", "node1 led, and its data was deleted"));
        await FailoverCoordinator.RunAsync(pair, new FailoverOptions(), progress: null, Token);
        Assert.Equal(-10, await PointsAsync("only-copy", "node1 led, and its data was deleted"));
        Assert.Equal(0, await PointsAsync("loss", "cannot be told any more"));
    }

    [Fact]
    public async Task A_pair_that_was_made_anew_is_another()
    {
        await course.StartAsync(4);
        await course.Pairs.RemoveAsync("lab", Token);
        Assert.Equal(0, await PointsAsync("loss", "There is no pair 'lab' any more"));
        await using var pair = await course.Pairs.CreateAsync(new PairOptions(), progress: null, Token);
        await LoseAsync(pair, 10);
        Assert.Equal(0, await PointsAsync("loss", "was made anew since exercise 4 was started"));
    }

    private static CheckResult Of(IReadOnlyList<CheckResult> results, string task) =>
        results.Single(result => result.Task == task);

    private async Task<int> PointsAsync(string task, string reason = "")
    {
        var result = await course.TestAsync(4, task);
        Assert.Contains(reason, result.Reason, StringComparison.Ordinal);
        return result.Points;
    }

    private static Task<DataLossResult> LoseAsync(Pair pair, int count) =>
        DataLossDrill.RunAsync(
            pair,
            new DataLossOptions
            {
                Count = count,
                Before = 5,
                After = 3,
            },
            null,
            Token
        );

    private static async Task WriteAsync(Pair pair, int count)
    {
        var first = await pair.NewKeyAsync();
        for (var key = first; key < first + count; key++)
        {
            await pair.InsertAsync(pair.Leader, key);
        }
    }

    private static async Task CrashAndFailOverAsync(Pair pair)
    {
        await CrashFault.InjectAsync(pair, pair.Leader, CrashMethod.Kill, Token);
        await FailoverCoordinator.RunAsync(pair, new FailoverOptions(), progress: null, Token);
        await pair.RefreshAsync(Token);
    }
}
