using System.Globalization;
using System.Text.Json.Nodes;
using ReplicaShell.Cli.Tests.Running;
using ReplicaShell.Engines.Waiting;

namespace ReplicaShell.Cli.Tests.Course;

/// <summary><c>replicashell course run</c>, as a user starts it.</summary>
public sealed class CourseRunTests : IDisposable
{
    private const string NeutralHome = "/tmp/replicashell-course";
    private readonly ScratchFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_outputs_are_those_of_nbconvert_and_the_file_is_valid()
    {
        await Jupyter.RequireAsync("nbconvert", "jupyter-nbconvert");
        var file = _folder.Write(
            "a.ipynb",
            TestNotebook.Of([
                TestNotebook.Prose("# A title\n\nand prose"),
                TestNotebook.Code("var x = 1;\nConsole.WriteLine(\"ä 😀\");\nx + 1"),
                TestNotebook.Code(""),
                TestNotebook.Code("#!pwsh\n'text'\n1..3"),
                TestNotebook.Code("throw new InvalidOperationException(\"bad\");", "raises-exception"),
                TestNotebook.Code("skipped", "skip-execution"),
                TestNotebook.Code("x = 5; new { x, y = \"<b>\" }"),
            ])
        );
        await RunningProgram.RunAsync("kernel", "install", "--path", _folder.Path);
        await Jupyter.NbconvertAsync(file, _folder.File("theirs.ipynb"), _folder.Path);

        var result = await RunningProgram.RunAsync("course", "run", file);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        var ours = TestNotebook.Cells(file);
        var theirs = TestNotebook.Cells(_folder.File("theirs.ipynb"));
        Assert.Equal(theirs.Select(TestNotebook.Text), ours.Select(TestNotebook.Text));
        Assert.Equal(theirs.Select(Told), ours.Select(Told));
        await Jupyter.PythonAsync(
            "import sys, nbformat; nbformat.validate(nbformat.read(sys.argv[1], as_version=4))",
            file
        );

        var first = await File.ReadAllTextAsync(file, Token);
        await RunningProgram.RunAsync("course", "run", file);
        Assert.Equal(first, await File.ReadAllTextAsync(file, Token));

        static string Told(JsonObject cell) =>
            cell["execution_count"]?.ToJsonString()
            + cell["outputs"]?.AsArray().Select(one => (string?)one!["output_type"]).Aggregate("", string.Concat);
    }

    [Fact]
    public async Task A_cell_that_shows_more_than_is_read_waits_and_keeps_its_memory()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "reads the peak of the memory in /proc");
        var file = _folder.Write(
            "flood.ipynb",
            TestNotebook.Of(
                "for (var i = 0; i < 800; i++) Console.WriteLine(new string('x', 200_000));",
                "File.ReadLines(\"/proc/self/status\").Single(line => line.StartsWith(\"VmHWM\")).Split(' ')[^2]"
            )
        );

        var result = await RunningProgram.RunAsync("course", "run", file);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        var peak = int.Parse(TestNotebook.Text(TestNotebook.Cells(file)[1]).Trim('"'), CultureInfo.InvariantCulture);
        Assert.InRange(peak / 1024, 50, 450);
    }

    [Fact]
    public async Task A_failure_ends_the_notebook_and_not_the_run()
    {
        _folder.Write("1.ipynb", TestNotebook.Of("1", "throw new Exception(\"no\");", "3"));
        _folder.Write("2.ipynb", TestNotebook.Of("\"fine\""));
        _folder.Write("3.ipynb", "{");
        _folder.Write("4.ipynb", TestNotebook.Of([TestNotebook.Code("1")], kernel: "python3"));

        var result = await RunningProgram.RunAsync("course", "run", _folder.Path);

        Assert.Equal(1, result.ExitCode);
        Assert.Collection(
            result.Lines,
            line => Assert.Matches(@"^1\.ipynb +\d+\.\d s  FAILED in cell 2: Exception: no$", line),
            line => Assert.Matches(@"^2\.ipynb +\d+\.\d s  completed, 1 cells$", line),
            line => Assert.Matches(@"^3\.ipynb .*FAILED.*cannot be read as a notebook", line),
            line => Assert.Matches(@"^4\.ipynb .*FAILED.*'python3'", line)
        );
        Assert.Equal(
            ["1", "Exception: no   at Cell 2:line 1", ""],
            TestNotebook.Cells(_folder.File("1.ipynb")).Select(TestNotebook.Text)
        );
        Assert.Equal(
            ["\"fine\""],
            TestNotebook.Cells(_folder.File("2.ipynb")).Select(TestNotebook.Text).Select(text => $"\"{text}\"")
        );
    }

    [Fact]
    public async Task The_originals_stay_as_they_are_when_the_output_goes_elsewhere()
    {
        var text = TestNotebook.Of("\"here\"");
        var file = _folder.Write("a.ipynb", text);

        await RunningProgram.RunAsync("course", "run", file, "--output", _folder.File("out/put"));

        Assert.Equal(text, await File.ReadAllTextAsync(file, Token));
        Assert.Equal("here", TestNotebook.Text(TestNotebook.Cells(_folder.File("out/put/a.ipynb"))[0]));
    }

    [Theory]
    [InlineData("while (true) { }", "5", "TIMED OUT in cell 1")]
    [InlineData("Environment.FailFast(\"gone\");", "60", "CRASHED in cell 1: .*exit code")]
    [InlineData("int f(int x) => f(x + 1) + 1; f(1)", "60", "CRASHED in cell 1: .*stack overflow")]
    public async Task A_loop_and_a_crash_are_results(string code, string limit, string told)
    {
        var file = _folder.Write("a.ipynb", TestNotebook.Of(code, "2"));

        var result = await RunningProgram.RunAsync("course", "run", file, "--time-limit", limit);

        Assert.Equal((1, ""), (result.ExitCode, result.Error));
        Assert.Matches(told, result.Output);
        Assert.Equal("error", (string?)TestNotebook.Cells(file)[0]["outputs"]!.AsArray()[^1]!["output_type"]);
    }

    [Fact]
    public async Task Nothing_of_a_run_stays_and_nothing_of_the_machine_gets_into_it()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "reads /proc");
        var seconds = Random.Shared.Next(100_000, 999_999);
        var file = _folder.Write(
            "a.ipynb",
            TestNotebook.Of(
                "var pair = await new PairCatalogue().CreateAsync(new PairOptions(), null, default);",
                $"System.Diagnostics.Process.Start(\"/usr/bin/setsid\", [\"sleep\", \"{seconds}\"]);\npair.Name",
                "Environment.GetEnvironmentVariable(\"REPLICASHELL_HOME\")",
                "string.Join(' ', await new PairCatalogue().NamesAsync(default))"
            )
        );

        var result = await RunningProgram.RunAsync(
            ["course", "run", file],
            "",
            ("REPLICASHELL_HOME", _folder.File("home"))
        );

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        var home = TestNotebook.Text(TestNotebook.Cells(file)[2]);
        Assert.StartsWith(NeutralHome, home, StringComparison.Ordinal);
        Assert.Equal("lab", TestNotebook.Text(TestNotebook.Cells(file)[3]));
        Assert.False(Directory.Exists(home), home);
        Assert.False(Directory.Exists(_folder.File("home")));
        Assert.DoesNotContain(CommandLines(), line => line.Contains(home, StringComparison.Ordinal));
        Assert.DoesNotContain(CommandLines(), line => line == $"sleep\0{seconds}\0");
    }

    [Fact]
    public async Task Stopped_by_a_signal_it_removes_what_the_notebook_made()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs signals");
        var told = _folder.File("told");
        var file = _folder.Write(
            "a.ipynb",
            TestNotebook.Of(
                "var pair = await new PairCatalogue().CreateAsync(new PairOptions(), null, default);",
                $"File.WriteAllText(\"{told}\", Environment.GetEnvironmentVariable(\"REPLICASHELL_HOME\"));\nawait Task.Delay(-1);"
            )
        );
        using var program = RunningProgram.Start(["course", "run", file]);
        Assert.True(await Until.TrueAsync(() => File.Exists(told), TimeSpan.FromMinutes(1), Token));

        await program.SignalAsync("INT");
        var result = await program.EndAsync();

        Assert.Equal(130, result.ExitCode);
        Assert.Contains("interrupted in cell 2", result.Output, StringComparison.Ordinal);
        var home = await File.ReadAllTextAsync(told, Token);
        Assert.False(Directory.Exists(home), home);
        Assert.DoesNotContain(CommandLines(), line => line.Contains(home + "/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_home_that_is_named_is_used_and_kept()
    {
        var home = _folder.File("home");
        var file = _folder.Write(
            "a.ipynb",
            TestNotebook.Of(
                "var home = Environment.GetEnvironmentVariable(\"REPLICASHELL_HOME\");\nDirectory.CreateDirectory(home);\nhome"
            )
        );

        var result = await RunningProgram.RunAsync("course", "run", file, "--home", home);

        Assert.Equal((0, home), (result.ExitCode, TestNotebook.Text(TestNotebook.Cells(file)[0])));
        Assert.True(Directory.Exists(home));
    }

    [Theory]
    [InlineData("course", "run", "nothing.ipynb")]
    [InlineData("course", "run", "--time-limit", "soon")]
    public async Task What_cannot_be_run_is_a_mistake_on_the_command_line(params string[] words)
    {
        var result = await RunningProgram.RunAsync(words);

        Assert.Equal(64, result.ExitCode);
        Assert.NotEmpty(result.Error);
    }

    private static IEnumerable<string> CommandLines()
    {
        foreach (var process in Directory.EnumerateDirectories("/proc").Where(path => char.IsDigit(path[6])))
        {
            string line;
            try
            {
                line = File.ReadAllText(Path.Combine(process, "cmdline"));
            }
            catch (IOException)
            {
                continue;
            }

            yield return line;
        }
    }
}
