using System.Text.Json.Nodes;
using ReplicaShell.Cli.Course.Linting;
using ReplicaShell.Cli.Tests.Running;

namespace ReplicaShell.Cli.Tests.Course;

/// <summary><c>replicashell course lint --no-run</c>: what it finds in the files, and that it finds nothing else.</summary>
public sealed class CourseLintTests : IDisposable
{
    private readonly TestCourse _course = new();

    public void Dispose() => _course.Dispose();

    [Fact]
    public async Task A_course_in_order_has_no_findings()
    {
        var result = await _course.LintAsync();

        Assert.Equal((0, "0 errors, 0 warnings\n"), (result.ExitCode, result.Output));
    }

    [Theory]
    [InlineData("name", "Small Unit", "name of unit 7 is 'Small Unit'")]
    [InlineData("lesson", "07-other.ipynb", "lesson of unit 7 is '07-other.ipynb'; it should be 07-small.ipynb")]
    [InlineData("lesson", "07-other.ipynb", "'07-other.ipynb' of unit 7 does not exist")]
    [InlineData("lesson", "07-other.ipynb", "'07-small.ipynb' belongs to no unit")]
    [InlineData("minutes", 500, "minutes of unit 7 is '500'")]
    public async Task Metadata_that_do_not_fit_the_files_are_named(string member, object value, string finding)
    {
        _course.WriteMetadata(unit => unit[member] = value is int number ? number : (string)value);

        await AssertFindsAsync("course.json: error: " + finding);
    }

    [Theory]
    [InlineData("hints", """["One."]""", "task 'a-task' of unit 7 has 1 hints")]
    [InlineData("hints", """["One.", " "]""", "task 'a-task' of unit 7 has an empty hint")]
    [InlineData("hints", """["One.", "One."]""", "gives the same hint twice")]
    [InlineData("id", "\"A task\"", "id of task 'A task' of unit 7")]
    [InlineData("points", "0", "points of task 'a-task' of unit 7 is '0'")]
    [InlineData("unsolved", "\"\"", "unsolved of task 'a-task' of unit 7")]
    public async Task A_task_needs_points_hints_and_a_reason(string member, string json, string finding)
    {
        _course.WriteMetadata(unit => unit["tasks"]![0]![member] = JsonNode.Parse(json));

        await AssertFindsAsync("course.json: error: ", finding);
    }

    [Theory]
    [InlineData("[x](nowhere.ipynb)", "leads to no file")]
    [InlineData("[x](/etc/passwd)", "leads to no file")]
    [InlineData("![x](pictures/none.png)", "leads to no file")]
    [InlineData("<img src=\"none.png\">", "leads to no file")]
    [InlineData("[x](#nowhere)", "no heading for the link '#nowhere' in 07-small.ipynb")]
    [InlineData("[x](exercises/07-small.ipynb#nowhere)", "no heading for the link '#nowhere' in 07-small.ipynb")]
    public async Task Links_that_lead_nowhere_are_found_in_their_cell(string prose, string finding)
    {
        _course.WriteLesson(cells => cells[1] = TestNotebook.Prose(prose));

        await AssertFindsAsync($"{TestCourse.Lesson}:2: error: ", finding);
    }

    [Theory]
    [InlineData(
        "[x](#Step-3) [y](#step-3) [z](exercises/) [e](https://example.org/a#b) [s](solutions/07-small.ipynb#small)"
    )]
    [InlineData("`[x](nowhere)` and ```\n[x](nowhere)\n```")]
    public async Task Other_links_are_left_alone(string prose)
    {
        _course.WriteLesson(cells => cells[1] = TestNotebook.Prose(prose));

        Assert.Equal(0, (await _course.LintAsync()).ExitCode);
    }

    [Theory]
    [InlineData("#!pwsh\nGet-Date", "Get-Date is neither")]
    [InlineData("#!pwsh\n1 | Select-Object -First 1", "Select-Object is neither")]
    [InlineData("#!pwsh\n1 | select -First 1", "select is neither")]
    [InlineData("#!pwsh\nif (", "This is no PowerShell")]
    [InlineData("var x = ;", "This is no C#")]
    [InlineData("#!cobol\n1", "'#!cobol' is not known here")]
    public async Task Code_that_does_not_run_everywhere_is_found(string code, string finding)
    {
        _course.WriteLesson(cells => cells[2]["source"] = code);

        await AssertFindsAsync($"{TestCourse.Lesson}:3: error: ", finding);
    }

    [Theory]
    [InlineData("#!pwsh\nWhere-Object { $_ } | ForEach-Object { psql -c 'select 1' } ; & $program ; 1 | % { $_ }")]
    [InlineData("#!pwsh\nfunction Get-Own { 1 }\nGet-Own")]
    [InlineData("var x = await Task.FromResult(1);\nx")]
    public async Task Core_commands_own_functions_and_programs_are_fine(string code)
    {
        _course.WriteLesson(cells => cells[2]["source"] = code);

        Assert.Equal(0, (await _course.LintAsync()).ExitCode);
    }

    [Fact]
    public async Task A_lesson_that_was_not_executed_or_shows_an_error_is_found()
    {
        var error = new JsonObject
        {
            ["output_type"] = "error",
            ["ename"] = "E",
            ["evalue"] = "",
            ["traceback"] = new JsonArray("E"),
        };
        _course.WriteLesson(cells =>
        {
            cells[2]["execution_count"] = null;
            cells[4]["outputs"] = new JsonArray(error.DeepClone());
            cells[6]["outputs"] = new JsonArray(error);
            cells[6]["metadata"] = new JsonObject { ["tags"] = new JsonArray("raises-exception") };
        });

        await AssertFindsAsync(
            $"{TestCourse.Lesson}:3: error: It was not executed",
            $"{TestCourse.Lesson}:5: error: It shows an error",
            $"{TestCourse.Lesson}: error: Its cells were not executed in their order"
        );
        Assert.DoesNotContain($"{TestCourse.Lesson}:7", (await _course.LintAsync()).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_faults_of_files_are_named()
    {
        var executed = TestNotebook.Code("1");
        executed["outputs"] = new JsonArray(
            new JsonObject
            {
                ["output_type"] = "stream",
                ["name"] = "stdout",
                ["text"] = "/home/anna/x\n",
            }
        );
        _course.WriteCells(TestCourse.Exercise, TestNotebook.Prose("No title"), executed);
        var solution = TestNotebook.Of([TestNotebook.Prose("# Small")], kernel: "python3");
        await File.WriteAllTextAsync(
            _course.File(TestCourse.Solution),
            solution,
            TestContext.Current.CancellationToken
        );
        await File.WriteAllTextAsync(_course.File("README.md"), "[x](none.md)", TestContext.Current.CancellationToken);
        _course.WriteLesson(cells => cells[2]["source"] = string.Join('\n', Enumerable.Repeat("1;", 11)));

        await AssertFindsAsync(
            $"{TestCourse.Exercise}:1: error: It does not begin with its title",
            $"{TestCourse.Exercise}:2: error: An exercise is handed out without outputs",
            $"{TestCourse.Exercise}:2: error: Its output tells of the machine it ran on: '/home/anna'",
            $"{TestCourse.Solution}: error: Its kernel is 'python3'",
            $"{TestCourse.Solution}:1: error: Its id ''",
            $"{TestCourse.Solution}: warning: It is not saved as Jupyter saves it",
            $"{TestCourse.Lesson}:3: warning: This cell has 11 lines",
            "README.md: error: The link 'none.md' leads to no file"
        );
    }

    [Theory]
    [InlineData("in /home/anna/course", "/home/anna")]
    [InlineData("C:\\Users\\Anna\\x", "C:\\Users\\Anna")]
    [InlineData("/tmp/replicashell-run-x1/pairs", "/tmp/replicashell-run-x1")]
    [InlineData("Host=x;Password=s3cret1;", "Password=s3cret1")]
    [InlineData("/tmp/replicashell-course/pairs, /usr/lib/postgresql/15, http://x/home/anna, Password=", null)]
    public void Traces_of_a_machine_are_known(string text, string? trace)
    {
        Assert.Equal(trace is null ? [] : [trace], MachineTraces.Find(text));
    }

    [Fact]
    public async Task A_course_that_cannot_be_read_says_so()
    {
        await File.WriteAllTextAsync(_course.File("course.json"), "{}", TestContext.Current.CancellationToken);
        await AssertFindsAsync("course.json: error: It cannot be read");

        var nowhere = await RunningProgram.RunAsync("course", "lint", _course.File("nowhere"));
        Assert.Equal(64, nowhere.ExitCode);
    }

    private async Task AssertFindsAsync(params string[] findings)
    {
        var result = await _course.LintAsync();
        Assert.Equal(1, result.ExitCode);
        Assert.All(findings, finding => Assert.Contains(finding, result.Output, StringComparison.Ordinal));
    }
}
