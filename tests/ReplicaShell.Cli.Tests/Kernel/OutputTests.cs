using System.Text.Json.Nodes;
using static ReplicaShell.Cli.Tests.Kernel.KernelSession;

namespace ReplicaShell.Cli.Tests.Kernel;

/// <summary>What cells show while they run, as Jupyter's own client sees it.</summary>
public sealed class OutputTests
{
    [Fact]
    public async Task What_children_and_native_code_write_stands_in_the_cell_in_its_order()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs file descriptors");
        const string child =
            "System.Diagnostics.Process.Start(\"sh\", [\"-c\", \"echo child; echo bad >&2\"]).WaitForExit();";
        var results = await RunAsync(
            CSharp,
            Cell($"Console.WriteLine(\"before\"); {child}"),
            Cell("#!pwsh\n/bin/sh -c 'echo native; echo wrong >&2'"),
            Cell("Console.WriteLine(\"umlaut \u00fc\"); Console.Error.Write(\"e\");")
        );

        Assert.Equal(["before\nchild\n", "native\n", "umlaut \u00fc\n"], results.Select(one => Stream(one, "stdout")));
        Assert.Equal("bad\n", Stream(results[0], "stderr"));
        Assert.Contains("wrong", Text(results[1]), StringComparison.Ordinal);
        Assert.Equal("e", Stream(results[2], "stderr"));
    }

    [Fact]
    public async Task A_child_that_outlives_the_kernel_holds_nothing_of_who_started_it()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs /proc");
        // What is listed is what ls inherited, and the folder that it reads.
        var results = await RunAsync(
            CSharp,
            Cell("using (var ls = Process.Start(\"/bin/ls\", \"/proc/self/fd\")) ls.WaitForExit();")
        );

        Assert.Equal(["0", "1", "2", "3"], Text(results[0]).Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Text_in_small_pieces_comes_in_few_messages()
    {
        var results = await RunAsync(CSharp, Cell("for (var i = 0; i < 20000; i++) Console.Write('x');"));

        Assert.Equal(20000, Text(results[0]).Length);
        Assert.InRange(results[0]!["outputs"]!.AsArray().Count, 1, 200);
    }

    [Fact]
    public async Task A_display_is_replaced_in_its_place()
    {
        var results = await RunAsync(
            CSharp,
            Cell("var place = display(\"first\");"),
            Cell("place.Update(\"second\");")
        );

        var first = results[0]!["outputs"]![0]!;
        Assert.Equal(("display_data", "first"), ((string?)first["type"], (string?)first["data"]!["text/plain"]));
        // It belongs to the cell that showed it, so the second one has no output of its own.
        Assert.NotNull((string?)first["transient"]!["display_id"]);
        Assert.DoesNotContain(results[1]!["outputs"]!.AsArray(), one => (string?)one!["type"] == "display_data");
    }

    [Fact]
    public async Task A_background_task_writes_to_the_cell_that_started_it()
    {
        const string start = """
            var go = new TaskCompletionSource();
            var late = Task.Run(async () => { await go.Task; Console.WriteLine("late"); });
            """;
        var results = await RunAsync(
            CSharp,
            Cell(start),
            Cell("go.SetResult(); await late; Console.WriteLine(\"mine\");")
        );

        Assert.Equal("mine\n", Text(results[1]));
    }

    [Fact]
    public async Task Progress_is_a_bar_that_moves_and_goes()
    {
        const string code = """
            #!pwsh
            foreach ($i in 1..8) {
                $record = [System.Management.Automation.ProgressRecord]::new(1, 'Copying', "step $i")
                $record.PercentComplete = $i * 10
                $Host.UI.WriteProgress(1, $record)
                [System.Threading.Thread]::Sleep(120)
            }
            """;
        var results = await RunAsync(CSharp, Cell(code));

        var outputs = results[0]!["outputs"]!.AsArray();
        var texts = outputs.Select(one => (string?)one!["data"]!["text/plain"]).ToList();
        Assert.Equal("display_data", (string?)outputs[0]!["type"]);
        Assert.All(outputs.Skip(1), one => Assert.Equal("update_display_data", (string?)one!["type"]));
        Assert.StartsWith("Copying: step ", texts[0], StringComparison.Ordinal);
        Assert.Contains("<progress max=\"100\" value=", (string?)outputs[0]!["data"]!["text/html"]);
        Assert.InRange(outputs.Count, 3, 7);
        Assert.Equal("", texts[^1]);
    }

    [Fact]
    public async Task User_expressions_are_evaluated_beside_the_cell()
    {
        var cell = Cell("var x = 6;");
        cell["options"] = new JsonObject
        {
            ["user_expressions"] = new JsonObject { ["good"] = "x * 7", ["bad"] = "nothing" },
        };
        var results = await RunAsync(CSharp, cell);

        var values = results[0]!["reply"]!["user_expressions"]!;
        Assert.Equal("42", (string?)values["good"]!["data"]!["text/plain"]);
        Assert.Equal(
            ("error", "CompilationError"),
            ((string?)values["bad"]!["status"], (string?)values["bad"]!["ename"])
        );
    }

    private static string Stream(JsonNode? result, string name) =>
        string.Concat(
            result!["outputs"]!
                .AsArray()
                .Where(one => (string?)one!["name"] == name)
                .Select(one => (string?)one!["text"])
        );
}
