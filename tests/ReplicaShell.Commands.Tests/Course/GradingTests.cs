using System.Diagnostics;
using System.Management.Automation;
using System.Xml.Linq;
using ReplicaShell.Commands.Tests.Engine;
using ReplicaShell.Core.Tests.Surroundings;
using ReplicaShell.Course.Grading;
using ReplicaShell.Engines.Waiting;

namespace ReplicaShell.Commands.Tests.Course;

/// <summary>Invoke-ReplicaGrading, on notebooks that are executed by the real program on real servers.</summary>
public sealed class GradingTests(EngineFixture engine) : ServerTests(engine), IClassFixture<EngineFixture>
{
    private const string Start = "00-start-here.ipynb";
    private const string Loss = "04-losing-data.ipynb";
    private readonly Submissions _class = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public override ValueTask DisposeAsync()
    {
        _class.Dispose();
        return base.DisposeAsync();
    }

    [Fact]
    public void What_was_done_before_a_failure_counts_and_the_reports_say_why_the_rest_does_not()
    {
        var anna = _class.Write(
            "anna",
            Loss,
            "await Exercises.StartAsync(4);\nvar lab = await Lab.OpenAsync();\nvar loss = await lab.LoseAsync(12);",
            "await Exercises.SubmitAsync(4, \"named\", loss.Verdict.LostKeys);\nawait Exercises.HintAsync(4, \"no-loss\")",
            "throw new InvalidOperationException(\"<b>no more</b>\");"
        );
        var report = Path.Combine(_class.Folder, "grade.xml");

        var grade = Grade("-Exercise 4 -Submission $args[0] -OutputPath $args[1] -Seed 7 3>$null", anna, report);

        var exercise = Assert.Single(grade.Exercises);
        Assert.Equal((SubmissionStatus.Failed, 3), (exercise.Status, exercise.Cell));
        Assert.Contains("InvalidOperationException: <b>no more</b>", exercise.Message, StringComparison.Ordinal);
        Assert.Equal(["loss 15", "named 15", "no-loss 0"], Tasks(grade));
        Assert.Equal((30, 50, 60.0, 1), (grade.Points, grade.MaxPoints, grade.Percent, grade.HintsUsed));
        Assert.Equal((7, report), (exercise.Seed, grade.ReportPath));
        var cases = XDocument.Load(report).Descendants("test-case").ToList();
        Assert.Equal(["Success", "Success", "Failure"], cases.Take(3).Select(one => (string)one.Attribute("result")!));
        var page = File.ReadAllText(grade.HtmlPath!);
        Assert.Contains("30 of 50 points", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>no more", page, StringComparison.Ordinal);
        AssertNothingIsLeft();
    }

    [Fact]
    public void A_crash_a_loop_a_flood_and_a_crowd_of_processes_cost_that_exercise_alone()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "looks for processes in /proc");
        var seconds = Random.Shared.Next(100_000, 999_999);
        const string Solve = "var lab = await Lab.OpenAsync();";
        var crash = _class.Write(
            "crash",
            Start,
            Solve,
            $"for (var i = 0; i < 20; i++) System.Diagnostics.Process.Start(\"/usr/bin/setsid\", [\"sleep\", \"{seconds}\"]);",
            "Environment.FailFast(\"gone\");"
        );
        _class.Write("crash", Loss, "1 + 1");
        var loop = _class.Write("loop", Start, "while (true) { Console.WriteLine(new string('x', 100_000)); }");
        var parent = _class.Write(
            "parent",
            Start,
            "foreach (var one in System.Diagnostics.Process.GetProcessesByName(\"dotnet\"))\n"
                + "    if (File.ReadAllText($\"/proc/{one.Id}/cmdline\").Contains(Environment.GetEnvironmentVariable(\"REPLICASHELL_RUN\")) && one.Id != Environment.ProcessId)\n"
                + "        one.Kill();"
        );

        var csv = Path.Combine(_class.Folder, "all.csv");
        var graded = Engine.Invoke(
            "Invoke-ReplicaGrading -Exercise 0, 4 -Submission $args[0] -CsvPath $args[2]\n"
                + "Invoke-ReplicaGrading -Exercise 0, 4 -Submission $args[1] -TimeLimit 20",
            new[] { crash, parent },
            loop,
            csv
        );
        List<Grade> grades = [.. graded.Output.Select(one => (Grade)one.BaseObject)];

        Assert.Equal(
            [
                "crash: Crashed 5, Completed 0",
                "parent: Crashed 0, NotebookMissing 0",
                "loop: TimedOut 0, NotebookMissing 0",
            ],
            grades.Select(grade =>
                $"{grade.Submission}: {string.Join(", ", grade.Exercises.Select(one => $"{one.Status} {one.Points}"))}"
            )
        );
        Assert.Contains(grades[0].Exercises[0].Notes, note => note.Contains("20 processes", StringComparison.Ordinal));
        Assert.InRange(grades[2].Exercises[0].Output.Length, 1, 5000);
        Assert.Equal(3, File.ReadAllLines(csv).Length);
        Assert.Empty(Leftovers.Processes($"sleep {seconds}"));
        AssertNothingIsLeft();
    }

    [Fact]
    public void Answers_of_another_home_or_for_other_data_are_no_answers()
    {
        var home = Directory.CreateDirectory(Path.Combine(_class.Folder, "instructor", "course")).FullName;
        File.WriteAllText(Path.Combine(home, "progress.json"), "{}");
        var link = _class.Write(
            "link",
            Start,
            "var own = Environment.GetEnvironmentVariable(\"REPLICASHELL_HOME\") + \"/course\";\n"
                + $"Directory.Delete(own, true);\nDirectory.CreateSymbolicLink(own, \"{home}\");"
        );
        var seed = _class.Write("seed", Start, "await Exercises.StartAsync(0, seed: 4711);");
        var rubbish = _class.Write(
            "rubbish",
            Start,
            "var own = Environment.GetEnvironmentVariable(\"REPLICASHELL_HOME\") + \"/course/progress.json\";\n"
                + "File.WriteAllText(own, \"{ nonsense\");"
        );

        string[] reasons =
        [
            .. new[] { link, seed, rubbish }.Select(folder =>
                Grade("-Exercise 0 -Submission $args[0] -Seed 7", folder).Results[0].Reason
            ),
        ];

        Assert.Equal("Its progress is a link to somewhere else.", reasons[0]);
        Assert.Contains("the seed 4711, and it is graded with 7", reasons[1], StringComparison.Ordinal);
        Assert.StartsWith("The checks could not be made: ", reasons[2], StringComparison.Ordinal);
        var chosen = Grade("-Exercise 0 -Submission $args[0]", seed).Exercises[0];
        Assert.Equal(4711, chosen.Seed);
        Assert.Contains("chose the seed 4711 itself", Assert.Single(chosen.Notes), StringComparison.Ordinal);
        AssertNothingIsLeft();
    }

    [Fact]
    public void A_learner_starts_from_nothing_of_the_instructor()
    {
        var folder = _class.Write(
            "curious",
            Start,
            "Environment.GetEnvironmentVariable(\"GRADES_TOKEN\") ?? \"none\"",
            "string.Join(' ', await new PairCatalogue().NamesAsync(default))",
            "File.WriteAllText(\"left.txt\", \"x\"); Directory.GetFiles(\".\").Length"
        );
        Environment.SetEnvironmentVariable("GRADES_TOKEN", "secret");
        Engine.Run("$null = New-ReplicaPair instructors -FollowerCount 0");

        var output = Grade("-Exercise 0 -Submission $args[0]", folder).Exercises[0].Output;

        Remove("instructors");
        Assert.Equal("[1] none\n[2] \n[3] 2\n", output);
        Assert.Equal([Start], Directory.GetFiles(folder).Select(Path.GetFileName));
    }

    [Fact]
    public void What_cannot_be_graded_says_why()
    {
        AssertFails(
            "Invoke-ReplicaGrading 0 ./nowhere",
            "SubmissionNotFound",
            ErrorCategory.ObjectNotFound,
            "-Submission names the folder"
        );
        AssertFails(
            $"Invoke-ReplicaGrading 99 '{_class.Folder}'",
            "ExerciseNotFound",
            ErrorCategory.ObjectNotFound,
            "Get-ReplicaExercise"
        );
        var empty = Grade("-Exercise 0 -Submission $args[0]", _class.Folder);
        Assert.Equal(SubmissionStatus.NotebookMissing, empty.Exercises[0].Status);
        Assert.Equal((0, 10), (empty.Points, empty.MaxPoints));
    }

    [Fact]
    public void Folders_come_by_the_pipeline_and_WhatIf_grades_none()
    {
        _class.Write("anna", Start, "1");
        var report = Path.Combine(_class.Folder, "r.xml");

        var preview = Engine.Invoke(
            "[IO.DirectoryInfo]::new($args[0]).GetDirectories() | Invoke-ReplicaGrading 0 -OutputPath $args[1] -WhatIf",
            _class.Folder,
            report
        );
        Assert.Empty(preview.Output);
        Assert.Empty(_class.Homes);

        var grade = Engine.Get<Grade>(
            "[IO.DirectoryInfo]::new($args[0]).GetDirectories() | Invoke-ReplicaGrading 0 -OutputPath $args[1] 3>$null",
            _class.Folder,
            report
        );
        Assert.Equal(("anna", Path.Combine(_class.Folder, "r-anna.xml")), (grade.Submission, grade.ReportPath));
        Assert.True(File.Exists(grade.ReportPath));
        Assert.Single(_class.Homes);
    }

    [Fact]
    public async Task Stopped_in_the_middle_the_grading_leaves_nothing()
    {
        var folder = _class.Write("slow", Start, "var lab = await Lab.OpenAsync();", "while (true) { }");
        using var shell = Engine.Create("Invoke-ReplicaGrading 0 $args[0]", folder);
        var running = shell.BeginInvoke();
        Assert.True(await Until.TrueAsync(() => _class.Homes.Count > 0, TimeSpan.FromMinutes(1), Token));
        Assert.False(running.IsCompleted);

        var clock = Stopwatch.StartNew();
        await Task.Run(shell.Stop, Token);

        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 30);
        AssertNothingIsLeft();
    }

    private Grade Grade(string arguments, params object[] values) =>
        Engine.Get<Grade>("Invoke-ReplicaGrading " + arguments, values);

    private static IEnumerable<string> Tasks(Grade grade) =>
        grade.Results.Where(one => one.MaxPoints > 0).Select(one => $"{one.Task} {one.Points}");

    private void AssertNothingIsLeft()
    {
        Assert.NotEmpty(_class.Homes);
        Assert.All(
            _class.Homes,
            home =>
            {
                Assert.False(Directory.Exists(home), home);
                Assert.Empty(Leftovers.Processes(home));
            }
        );
    }
}
