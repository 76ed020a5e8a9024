using ReplicaShell.Core.Tests.Pairs;
using ReplicaShell.Course;
using ReplicaShell.Course.Metadata;
using ReplicaShell.Engines;
using ReplicaShell.Faults;
using ReplicaShell.Topology;

namespace ReplicaShell.Core.Tests.Course.Checks;

/// <summary>Exercise 0: a pair of one's own, and a question to it.</summary>
public sealed class StartChecksTests(CourseLease course) : IClassFixture<CourseLease>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Unsolved_it_fails_for_the_reasons_that_are_stated()
    {
        await course.StartAsync(0);
        foreach (var result in await course.TestAsync(0))
        {
            Assert.False(result.Passed);
            Assert.StartsWith(CourseCatalogue.Task(0, result.Task).Unsolved, result.Reason, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_pair_that_replicates_and_its_own_version_pass()
    {
        await course.StartAsync(0);
        await using var pair = await MakeAsync();
        var number = await pair.ScalarAsync<int>(pair.Leader, "select current_setting('server_version_num')::int");
        await course.SubmitAsync(0, "first-answer", number);

        var results = await course.TestAsync(0);
        Assert.All(results, result => Assert.True(result.Passed, result.Reason));
        Assert.Equal(10, results.Sum(result => result.Points));
        Assert.Contains(results[0].Evidence, line => line.Contains("node2: Follower", StringComparison.Ordinal));
        var exercise = await Exercises.GetAsync(0, course.Home, Token);
        Assert.Equal((ExerciseState.Passed, 10), (exercise.State, exercise.Points));
    }

    [Fact]
    public async Task A_pair_whose_follower_is_cut_off_does_not_pass()
    {
        await course.StartAsync(0);
        await using var pair = await MakeAsync();
        await NetworkFault.InjectAsync(pair, pair.Node("node2"), now => now with { Cut = NetworkCut.Reset }, Token);
        var result = await course.TestAsync(0, "machine");
        Assert.False(result.Passed);
        Assert.Contains("did not arrive on node2", result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_version_number_does_not_pass()
    {
        await course.StartAsync(0);
        await using var pair = await MakeAsync();
        await course.SubmitAsync(0, "first-answer", 140000);
        var result = await course.TestAsync(0, "first-answer");
        Assert.Equal((false, 0, "The leader answers something else."), (result.Passed, result.Points, result.Reason));
    }

    [Fact]
    public async Task A_pair_that_is_down_does_not_pass()
    {
        await course.StartAsync(0);
        await using var pair = await MakeAsync();
        await ReplicaShell.Pairs.PairLifecycle.StopAsync(pair, Token);
        var result = await course.TestAsync(0, "machine");
        Assert.False(result.Passed);
        Assert.Contains("node1", result.Reason, StringComparison.Ordinal);
    }

    private Task<ReplicaShell.Pairs.Pair> MakeAsync() =>
        course.Pairs.CreateAsync(new PairOptions(), progress: null, Token);
}
