using ReplicaShell.Course;
using ReplicaShell.Course.Grading;

namespace ReplicaShell.Formatting.Tests;

/// <summary>Exercises, checklists and grades as views.</summary>
public class CourseTests
{
    private static readonly CheckResult Done = Check("named", CheckKind.Task, passed: true, points: 8, most: 8);
    private static readonly CheckResult Part = Check("no-loss", CheckKind.Task, passed: false, points: 4, most: 8);
    private static readonly CheckResult Trap = Check("two-writers", CheckKind.Trap, passed: false, points: -3, most: 0);

    [Fact]
    public void A_checklist_says_what_is_done_why_not_and_what_was_seen()
    {
        var page = Page.Of(new[] { Done, Part, Trap, Trap with { Passed = true, Points = 0 } });

        Assert.Equal(["Exercise 4: 9 of 16 points."], page.Sentences);
        Assert.Equal(["passed", "in part", "trapped", "avoided"], page.Column("Check"));
        Assert.Equal(["8 of 8", "4 of 8", "-3", "0"], page.Column("Points"));
        Assert.Equal("because", page.Column("Reason")[0]);
        Assert.Contains(
            "node1: 3 rows<br/>node2: 2 rows",
            page.Html.Replace("<br />", "<br/>", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData(10, "not so")]
    [InlineData(0, "right")]
    public void A_prediction_stands_beside_what_was_measured(int predicted, string told)
    {
        var page = Page.Of(Prediction.Of("How many survive?", predicted).Against(0L));

        Assert.Equal(["How many survive?"], page.Column("Question"));
        Assert.Equal([$"{predicted}"], page.Column("Predicted"));
        Assert.Equal(["0"], page.Column("Measured"));
        Assert.Equal([told], page.Column(""));
    }

    [Fact]
    public void An_exercise_shows_its_tasks_its_traps_and_what_lies_ready()
    {
        var page = Page.Of(Exercise());

        Assert.Equal(["started"], page.Column("State"));
        Assert.Equal(["4 of 16"], page.Column("Points"));
        Assert.Equal(["1 of 2"], page.Column("Hints taken"));
        Assert.Equal(["none"], page.Column("Answer"));
        Assert.Equal(["two-writers"], page.Column("Trap"));
        Assert.Equal(["/tmp/x"], page.Column("Where, or what it is"));
        Assert.Contains("<li>Name what was lost.</li>", page.Html);
        Assert.Equal(["none yet"], Page.Of(Exercise() with { Seed = null }).Column("Seed"));
    }

    [Fact]
    public void A_grade_shows_each_notebook_and_each_check_and_nothing_of_the_learners_as_markup()
    {
        var exercise = new GradedExercise
        {
            Number = 4,
            Name = "losing-data",
            Title = "Losing data",
            Status = SubmissionStatus.Failed,
            Cell = 7,
            Message = "SqlFailed: <img src=x>",
            Output = "<script>",
            Seed = 5,
            Results = [Done, Part, Trap],
            Duration = TimeSpan.FromSeconds(12),
        };
        var grade = new Grade
        {
            Submission = "ada",
            Path = "/x/ada",
            Exercises = [exercise],
            GradedAt = Samples.Noon,
            Duration = TimeSpan.FromSeconds(14),
        };
        var page = Page.Of(grade);

        Assert.Equal(["9 of 16"], Page.Of(new[] { grade, grade }).Column("Points").Distinct());
        Assert.Equal(["56.2"], page.Column("Points (%)"));
        Assert.Equal(["Failed in cell 7: SqlFailed: <img src=x>"], page.Column("Notebook"));
        Assert.Equal(["named", "no-loss", "two-writers"], page.Column("Task"));
        Assert.DoesNotContain("<img", page.Html + Page.Of(exercise).Html);
        Assert.EndsWith("<script>", Page.Of(exercise).Folded);
    }

    [Fact]
    public void A_hint_is_a_sentence()
    {
        var hint = new Hint
        {
            Exercise = 4,
            Task = "named",
            Number = 1,
            Of = 2,
            Text = "Look at the history.",
        };

        Assert.Equal("Hint 1 of 2 for named: Look at the history.", ResultView.Of(hint)!.ToText());
    }

    private static CheckResult Check(string task, CheckKind kind, bool passed, int points, int most) =>
        new()
        {
            Exercise = 4,
            Task = task,
            Title = task,
            Kind = kind,
            Passed = passed,
            Points = points,
            MaxPoints = most,
            Reason = "because",
            Evidence = ["node1: 3 rows", "node2: 2 rows"],
            HintsUsed = 0,
        };

    private static Exercise Exercise() =>
        new()
        {
            Number = 4,
            Name = "losing-data",
            Title = "Losing data",
            Goals = ["Name what was lost."],
            Minutes = 30,
            Points = 4,
            MaxPoints = 16,
            State = ExerciseState.Started,
            Seed = 5,
            Pair = "lab",
            Tasks =
            [
                new ExerciseTask
                {
                    Id = "named",
                    Title = "Name the writes.",
                    Points = 8,
                    Hints = 2,
                    HintsUsed = 1,
                },
            ],
            Traps =
            [
                new ExerciseTrap
                {
                    Id = "two-writers",
                    Title = "Two leaders.",
                    Points = 3,
                },
            ],
            Materials = new Dictionary<string, string> { ["folder"] = "/tmp/x" },
            Lesson = "04-losing-data.ipynb",
            Notebook = "exercises/04-losing-data.ipynb",
            Solution = "solutions/04-losing-data.ipynb",
        };
}
