using System.Management.Automation;
using ReplicaShell.Commands.Tests.Engine;
using ReplicaShell.Course;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Commands.Tests.Course;

/// <summary>The course as a learner meets it in a shell. Its pair has a name of its own beside those of other tests.</summary>
[Collection(nameof(LearnerCollection))]
public sealed class ExerciseTests(LearnerFixture learner) : ServerTests(learner.Engine)
{
    [Fact]
    public void All_exercises_are_listed_and_one_is_shown_with_all_that_belongs_to_it()
    {
        Assert.Equal(["0", "1", "3", "4"], Engine.Run("(Get-ReplicaExercise).Number"));
        Assert.Matches(@"Number Title +State +Points", Engine.Show("Get-ReplicaExercise"));
        string shown = Engine.Show("Get-ReplicaExercise 1");
        Assert.Matches(@"Tasks +: streaming \(10 points, hints 0 of 5\): A second follower", shown);
        Assert.Matches(@"Traps +: open-door \(-10\)", shown);
    }

    [Fact]
    public void WhatIf_changes_nothing()
    {
        Engine.Run("Start-ReplicaExercise 0 -Pair course -Seed 3");
        EngineResult result = Engine.Invoke(
            "Start-ReplicaExercise 0 -Pair course -Seed 4 -WhatIf; Submit-ReplicaAnswer 0 first-answer -Value 1 -WhatIf; "
                + "Reset-ReplicaExercise 0 -WhatIf"
        );
        Assert.Empty(result.Output);
        Assert.Null(result.Terminated);
        Assert.Equal(
            ["3", "first-answer:"],
            Engine.Run("$e = Get-ReplicaExercise 0; $e.Seed; \"$($e.Tasks[1].Id):$($e.Tasks[1].Answer)\"")
        );
    }

    [Fact]
    public void From_start_to_full_points()
    {
        Engine.Run("$global:e = Start-ReplicaExercise 0 -Pair course -Seed 5");
        Assert.Contains(
            "making it is your first task",
            Assert.Single(Engine.Run("$e.Notes")),
            StringComparison.Ordinal
        );
        Assert.Equal(["False", "False"], Engine.Run("(Test-ReplicaExercise 0).Passed"));

        Engine.Get<ReplicaPair>("New-ReplicaPair course");
        Engine.Run(
            "$n = (Invoke-ReplicaQuery course 'show server_version_num').server_version_num; "
                + "Submit-ReplicaAnswer 0 first-answer -Value $n"
        );
        string shown = Engine.Show("Test-ReplicaExercise 0");
        Assert.Matches(@"Done Task +Points Hints Reason +Evidence", shown);
        Assert.Matches(@"\[x\]  machine +5 of 5 +\d A row that was written to node1", shown);
        Assert.Matches(@"\[x\]  first-answer +5 of 5 ", shown);
        Assert.StartsWith(
            "course: Ready",
            Engine.Run("(Test-ReplicaExercise 0)[0].Evidence[0]")[0],
            StringComparison.Ordinal
        );
        Assert.Equal(["Passed", "10"], Engine.Run("$e = Get-ReplicaExercise 0; \"$($e.State)\"; $e.Points"));

        Engine.Run("$global:e = Reset-ReplicaExercise 0");
        Assert.Equal(["5", "Started", "0"], Engine.Run("$e.Seed; \"$($e.State)\"; $e.Points"));
        Assert.Empty(Engine.Run("Get-ReplicaPair | Where-Object Name -eq course"));
    }

    [Fact]
    public void Hints_come_one_by_one()
    {
        Engine.Run("Start-ReplicaExercise 0 -Pair course");
        Assert.Equal(
            ["1 of 3", "2 of 3"],
            Engine.Run("1..2 | ForEach-Object { $h = Get-ReplicaHint 0 first-answer; \"$($h.Number) of $($h.Of)\" }")
        );
        Assert.Contains(
            "Hint 3 of 3 for first-answer of exercise 0:",
            Engine.Show("Get-ReplicaHint 0 first-answer"),
            StringComparison.Ordinal
        );
        AssertFails(
            "Get-ReplicaHint 0 first-answer",
            "NoMoreHints",
            ErrorCategory.InvalidOperation,
            "the solution's notebook"
        );
        Assert.Equal(["0", "3"], Engine.Run("(Test-ReplicaExercise 0).HintsUsed"));
    }

    [Fact]
    public void Errors_say_what_to_do_next()
    {
        Engine.Run("Start-ReplicaExercise 0 -Pair course");
        AssertFails(
            "Start-ReplicaExercise 2",
            "ExerciseNotFound",
            ErrorCategory.ObjectNotFound,
            "Get-ReplicaExercise lists"
        );
        AssertFails(
            "Test-ReplicaExercise 0 mashine",
            "TaskNotFound",
            ErrorCategory.ObjectNotFound,
            "machine, first-answer"
        );
        AssertFails(
            "Test-ReplicaExercise 4",
            "ExerciseNotStarted",
            ErrorCategory.InvalidOperation,
            "Start-ReplicaExercise 4"
        );
        AssertFails(
            "Reset-ReplicaExercise 4",
            "ExerciseNotStarted",
            ErrorCategory.InvalidOperation,
            "Start-ReplicaExercise 4"
        );
        AssertFails(
            "Submit-ReplicaAnswer 0 machine -Value 1",
            "InvalidAnswer",
            ErrorCategory.InvalidArgument,
            "Test-ReplicaExercise 0 machine"
        );
        AssertFails(
            "Submit-ReplicaAnswer 0 first-answer -Value x",
            "InvalidAnswer",
            ErrorCategory.InvalidArgument,
            "a whole number"
        );
        AssertFails(
            "Submit-ReplicaAnswer 0 first-answer -ScriptBlock { 1 }",
            "InvalidAnswer",
            ErrorCategory.InvalidArgument,
            "-Value NUMBER"
        );
        AssertFails(
            "Start-ReplicaExercise 1 -Pair 'Not A Name'",
            "InvalidPairName",
            ErrorCategory.InvalidArgument,
            "name"
        );
    }

    [Fact]
    public void Tab_completes_exercises_and_their_tasks()
    {
        Assert.Equal(["0", "1", "3", "4"], Engine.Complete("Test-ReplicaExercise ^"));
        Assert.Equal(["streaming", "slot-active"], Engine.Complete("Test-ReplicaExercise 1 s^"));
        Assert.Equal(["named", "no-loss"], Engine.Complete("Get-ReplicaHint -Exercise 4 -Task n^"));
    }

    [Fact]
    public void The_course_in_Csharp_is_at_hand_under_its_full_names()
    {
        Assert.Equal(
            ["How many? Predicted 10, measured 0: not so."],
            Engine.Run("[ReplicaShell.Course.Prediction]::Of('How many?', 10).Against(0).ToString()")
        );
        Assert.Equal(["Exercises"], Engine.Run("[ReplicaShell.Course.Exercises].Name"));
    }

    [Fact]
    public async Task Watching_shows_what_comes_out_otherwise_until_it_is_stopped()
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        Engine.Run("Start-ReplicaExercise 0 -Pair course");
        using PowerShell shell = Engine.Create("Test-ReplicaExercise 0 -Watch");
        using PSDataCollection<PSObject> output = [];
        using SemaphoreSlim written = new(0);
        output.DataAdded += (_, _) => written.Release();
        IAsyncResult running = shell.BeginInvoke<PSObject, PSObject>(null, output);
        List<CheckResult> seen = [];
        await UntilAsync("first-answer", "No answer");

        // The shell is busy: somebody else changes what it watches.
        await using Pair pair = await new PairCatalogue().CreateAsync(new() { Name = "course" }, progress: null, token);
        await UntilAsync("machine", "A row that was written to node1");
        await Exercises.SubmitAsync(0, "first-answer", 1, cancellationToken: token);
        await UntilAsync("first-answer", "The leader answers something else");
        await PairLifecycle.StopAsync(pair, token);
        await UntilAsync("machine", "It could not be looked at");

        await Task.Run(shell.Stop, token);
        Assert.Equal(PSInvocationState.Stopped, shell.InvocationStateInfo.State);
        foreach (IGrouping<string, CheckResult> task in seen.GroupBy(result => result.Task))
        {
            Assert.All(
                task.Zip(task.Skip(1)),
                pair =>
                    Assert.NotEqual((pair.First.Points, pair.First.Reason), (pair.Second.Points, pair.Second.Reason))
            );
        }

        async Task UntilAsync(string task, string reason)
        {
            do
            {
                Assert.True(await written.WaitAsync(TimeSpan.FromSeconds(60), token), $"{task} did not say: {reason}");
                seen.Add((CheckResult)output[seen.Count].BaseObject);
            } while (seen[^1].Task != task || !seen[^1].Reason.StartsWith(reason, StringComparison.Ordinal));
        }
    }
}
