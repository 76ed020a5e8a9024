using ReplicaShell.Course;
using ReplicaShell.Drills;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Core.Tests.Course.Checks;

/// <summary>What the checks see is the same on every engine: the learner's pair keeps the one that it was made with.</summary>
public abstract class EngineContract(CourseLease course) : IClassFixture<CourseLease>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>How a pair of this engine is made.</summary>
    private protected abstract Task<PairOptions> OptionsAsync();

    [Fact]
    public async Task A_second_follower_passes()
    {
        var options = await MakeAsync();
        var exercise = await course.StartAsync(1);
        await using var pair = await course.OpenAsync();
        Assert.Equal(options.Engine, pair.Definition.Engine);
        Assert.Equal($"{pair.Engine.Address(pair.Definition, pair.Leader).Port}", exercise.Materials["LeaderPort"]);
        await NodeLifecycle.AddFollowerAsync(pair, progress: null, Token);
        var results = await course.TestAsync(1);
        Assert.All(results, result => Assert.True(result.Passed, $"{result.Task}: {result.Reason}"));
    }

    [Fact]
    public async Task What_was_lost_is_read_from_the_dead_leaders_disk_time_and_again()
    {
        await MakeAsync();
        await course.StartAsync(4);
        await using var pair = await course.OpenAsync();
        var drill = await DataLossDrill.RunAsync(pair, new DataLossOptions { Count = 12, After = 2 }, null, Token);
        await course.SubmitAsync(4, "named", drill.Verdict.LostKeys);
        for (var time = 0; time < 2; time++)
        {
            var results = await course.TestAsync(4);
            Assert.Equal([15, 15, 0, 0, 0], results.Select(result => result.Points));
            Assert.Equal(
                ServerStatus.Crashed,
                await pair.Engine.StatusAsync(pair.Definition, pair.Node("node1"), Token)
            );
        }

        var seen = await course.Pairs.GetAsync("lab", Token);
        Assert.Equal(NodeState.Fenced, seen.Nodes[0].State);
    }

    private async Task<PairOptions> MakeAsync()
    {
        var options = await OptionsAsync();
        await Exercises.StartAsync(0, home: course.Home, cancellationToken: Token);
        await using var _ = await course.Pairs.CreateAsync(options with { FollowerCount = 0 }, progress: null, Token);
        return options;
    }
}
