using ReplicaShell.Core.Tests.Pairs;
using ReplicaShell.Course;
using ReplicaShell.Course.Metadata;

namespace ReplicaShell.Core.Tests.Course;

/// <summary>What is kept of a learner's way through the course. The first exercise needs no server to begin.</summary>
public sealed class ExercisesTests(CourseLease course) : IClassFixture<CourseLease>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_exercise_that_was_not_started_says_what_there_is_to_do()
    {
        var exercises = await Exercises.GetAsync(Path.Combine(course.Home, "nobody"), Token);
        Assert.Equal([0, 1, 3, 4], exercises.Select(exercise => exercise.Number));
        var second = exercises[1];
        Assert.Equal((ExerciseState.NotStarted, 0, 40), (second.State, second.Points, second.MaxPoints));
        Assert.Equal(["streaming", "slot-active", "rows-equal", "no-trust"], second.Tasks.Select(task => task.Id));
        Assert.All(second.Tasks, task => Assert.True(task.Hints > 0 && task.HintsUsed == 0 && task.Answer is null));
        Assert.Null(second.Seed);
        Assert.NotEmpty(second.Goals);
    }

    [Fact]
    public async Task The_points_are_those_of_the_contract()
    {
        var exercises = await Exercises.GetAsync(course.Home, Token);
        Assert.Equal([10, 40, 50, 50], exercises.Select(exercise => exercise.MaxPoints));
        Assert.Equal(
            ["open-door 10", "orphan-slot 5", "two-writers 10", "only-copy 10"],
            exercises.SelectMany(exercise => exercise.Traps).Select(trap => $"{trap.Id} {trap.Points}")
        );
    }

    [Fact]
    public async Task Hints_come_one_at_a_time_and_are_counted()
    {
        await StartAsync();
        var task = CourseCatalogue.Task(0, "first-answer");
        for (var number = 1; number <= task.Hints.Count; number++)
        {
            var hint = await Exercises.HintAsync(0, "FIRST-ANSWER", course.Home, Token);
            Assert.Equal((number, task.Hints.Count, task.Hints[number - 1]), (hint.Number, hint.Of, hint.Text));
        }

        await PairSteps.FailsAsync("NoMoreHints", () => Exercises.HintAsync(0, task.Id, course.Home, Token));
        var seen = (await Exercises.GetAsync(0, course.Home, Token)).Tasks.Single(one => one.Id == task.Id);
        Assert.Equal(task.Hints.Count, seen.HintsUsed);
        var result = Assert.Single(await Exercises.TestAsync(0, task.Id, course.Home, cancellationToken: Token));
        Assert.Equal(task.Hints.Count, result.HintsUsed);
    }

    [Fact]
    public async Task Two_shells_that_take_hints_at_once_get_different_ones()
    {
        await StartAsync();
        var taken = await Task.WhenAll(
            Enumerable.Range(0, 3).Select(_ => Exercises.HintAsync(0, "machine", course.Home, Token))
        );
        Assert.Equal([1, 2, 3], taken.Select(hint => hint.Number).Order());
    }

    [Fact]
    public async Task A_reset_forgets_answers_and_hints_and_keeps_the_seed()
    {
        await Exercises.StartAsync(0, seed: 42, course.Home, cancellationToken: Token);
        await course.SubmitAsync(0, "first-answer", 150018);
        await Exercises.HintAsync(0, "machine", course.Home, Token);
        Assert.Equal("150018", (await Exercises.GetAsync(0, course.Home, Token)).Tasks[1].Answer);

        var reset = await Exercises.ResetAsync(0, course.Home, cancellationToken: Token);
        Assert.Equal((42, ExerciseState.Started), (reset.Seed, reset.State));
        Assert.All(reset.Tasks, task => Assert.Equal((0, null), (task.HintsUsed, task.Answer)));
    }

    [Fact]
    public async Task What_is_kept_is_for_its_owner_alone()
    {
        await StartAsync();
        var file = Path.Combine(course.Home, "course", "progress.json");
        Assert.True(File.Exists(file));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    [Fact]
    public async Task What_does_not_exist_is_told_apart()
    {
        var nobody = Path.Combine(course.Home, "nobody");
        await PairSteps.FailsAsync("ExerciseNotFound", () => Exercises.GetAsync(99, course.Home, Token));
        await PairSteps.FailsAsync("ExerciseNotFound", () => Exercises.StartAsync(2, home: course.Home));
        await PairSteps.FailsAsync("TaskNotFound", () => Exercises.HintAsync(0, "nothing", course.Home, Token));
        await PairSteps.FailsAsync("TaskNotFound", () => Exercises.TestAsync(0, "nothing", course.Home));
        await PairSteps.FailsAsync("ExerciseNotStarted", () => Exercises.TestAsync(0, home: nobody));
        await PairSteps.FailsAsync("ExerciseNotStarted", () => Exercises.HintAsync(0, "machine", nobody, Token));
        await PairSteps.FailsAsync("ExerciseNotStarted", () => Exercises.SubmitAsync(0, "first-answer", 1, nobody));
        await PairSteps.FailsAsync("ExerciseNotStarted", () => Exercises.ResetAsync(0, nobody));
    }

    [Theory]
    [InlineData("first-answer", "fifteen")]
    [InlineData("first-answer", 15.5)]
    [InlineData("first-answer", null)]
    [InlineData("machine", 1)]
    public async Task What_is_no_answer_to_a_task_is_refused(string task, object? value)
    {
        await StartAsync();
        var error = await PairSteps.FailsAsync("InvalidAnswer", () => course.SubmitAsync(0, task, value!));
        Assert.Contains(task, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_broken_is_named()
    {
        var home = Path.Combine(course.Home, "broken");
        var file = Path.Combine(home, "course", "progress.json");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, "{ \"exercises\": 3 }", Token);
        var error = await PairSteps.FailsAsync("ProgressUnreadable", () => Exercises.GetAsync(home, Token));
        Assert.Contains(file, error.Message, StringComparison.Ordinal);
    }

    private Task<Exercise> StartAsync() => Exercises.StartAsync(0, home: course.Home, cancellationToken: Token);
}
