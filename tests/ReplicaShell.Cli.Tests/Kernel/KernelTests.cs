using System.Text.Json.Nodes;

namespace ReplicaShell.Cli.Tests.Kernel;

/// <summary>The Jupyter kernel, as Jupyter's own client sees it.</summary>
public sealed class KernelTests
{
    [Fact]
    public async Task CSharp_cells_continue_each_other_and_are_counted()
    {
        var results = await KernelSession.RunAsync(
            KernelSession.CSharp,
            KernelSession.Cell("var x = 41;"),
            KernelSession.Cell("Console.WriteLine(\"hi\"); x + 1"),
            KernelSession.Cell("new PairOptions().Name")
        );

        Assert.Equal(["", "hi\n42", "lab"], results.Select(KernelSession.Text));
        Assert.Equal([1, 2, 3], results.Select(result => (int)result!["count"]!));
    }

    [Fact]
    public async Task Both_languages_share_variables_in_one_session()
    {
        var results = await KernelSession.RunAsync(
            KernelSession.Pwsh,
            KernelSession.Cell("$y = 7; $y + 1"),
            KernelSession.Cell("#!csharp\n#!share --from pwsh y\nvar z = y * 6;"),
            KernelSession.Cell("#!share --from csharp z\n$z"),
            KernelSession.Cell("#!csharp\nvar lsn = new Lsn(16);"),
            KernelSession.Cell("#!share --from csharp lsn\n$lsn -is [ReplicaShell.Topology.Lsn]")
        );

        Assert.Equal(["8\n", "", "42\n", "", "True\n"], results.Select(KernelSession.Text));
    }

    [Fact]
    public async Task An_error_names_its_line_and_none_of_the_engine()
    {
        var results = await KernelSession.RunAsync(
            KernelSession.CSharp,
            KernelSession.Cell("\nthrow new InvalidOperationException(\"bad\");"),
            KernelSession.Cell("1 +"),
            KernelSession.Cell("#!pwsh\nthrow 'no'"),
            KernelSession.Cell("#!share --from pwsh nothing"),
            KernelSession.Cell("#!cobol\n1")
        );

        Assert.All(results, result => Assert.Equal("error", (string?)result!["reply"]!["status"]));
        Assert.Equal("InvalidOperationException: bad\n   at Cell 1:line 2", KernelSession.Text(results[0]));
        Assert.Contains("Cell 2(1,4): error CS1733", KernelSession.Text(results[1]), StringComparison.Ordinal);
        Assert.Contains("+ throw 'no'", KernelSession.Text(results[2]), StringComparison.Ordinal);
        Assert.Equal("VariableNotFound", (string?)results[3]!["reply"]!["ename"]);
        Assert.Equal("UnknownMagic", (string?)results[4]!["reply"]!["ename"]);
    }

    // The runtime's abort of a thread in such a small function brought the process down, at the latest after some of them.
    [Fact]
    public async Task Interrupts_of_code_that_is_compiled_well_leave_the_kernel_alive()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs signals");
        const string Endless =
            "Enumerable.Range(0, int.MaxValue).Select(x => (long)x * x).Where(x => x % 7 == 3).Sum()";
        var results = await KernelSession.RunAsync(
            KernelSession.CSharp,
            [
                .. Enumerable.Range(0, 8).Select(_ => KernelSession.Cell(Endless, interrupt: "message")),
                KernelSession.Cell("6 * 7"),
            ]
        );

        Assert.All(results.SkipLast(1), result => Assert.Equal("Interrupted.", KernelSession.Text(result)));
        Assert.Equal("42", KernelSession.Text(results[^1]));
    }

    // The compiler sees other code than was written (InterruptPoints); nobody should notice.
    [Theory]
    [InlineData("System.Linq.Expressions.Expression<Func<int, int>> e = x => x + 1; e.ToString()", "x => (x + 1)")]
    [InlineData("var n = 0; Action<int> add = x => n += x; Enumerable.Range(1, 4).ToList().ForEach(add); n", "10")]
    [InlineData(
        "Func<Task> wait = async () => await Task.Yield(); await wait(); Func<Task<int>> two = async () => await Task.FromResult(2); await two()",
        "2"
    )]
    [InlineData("Func<int> no = () => throw new Exception(); var twice = (int x) => 2 * x; twice(21)", "42")]
    [InlineData(
        "static IEnumerable<int> Odd() { for (var i = 1; ; i += 2) yield return i; }\nstring.Join(' ', Odd().Take(3))",
        "1 3 5"
    )]
    [InlineData(
        "class C { public int Sum(int n) { var s = 0; foreach (var i in Enumerable.Range(0, n)) s += i; return s; } }\nnew C().Sum(5)",
        "10"
    )]
    [InlineData(
        "var t = 0; foreach (var (a, b) in new[] { (1, 2), (3, 4) }) t += a * b; do t--; while (t > 10); t",
        "10"
    )]
    [InlineData("(from x in Enumerable.Range(0, 5) where x > 2 select x * x).Sum()", "25")]
    public async Task Loops_and_lambdas_mean_what_they_say(string code, string value)
    {
        var results = await KernelSession.RunAsync(KernelSession.CSharp, KernelSession.Cell(code));

        Assert.Equal(value, KernelSession.Text(results[0]));
    }

    [Fact]
    public async Task What_an_interrupted_cell_began_is_over_and_what_it_cleans_up_is_cleaned_up()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs signals");
        const string Endless = """
            var x = 2;
            var timer = new Timer(_ => ticks++, null, 0, 20);
            try { Console.WriteLine("ready"); while (true) { } }
            finally { foreach (var name in new[] { "a", "b" }) cleaned.Add(name); }
            """;
        var results = await KernelSession.RunAsync(
            KernelSession.CSharp,
            KernelSession.Cell("var x = 1; var ticks = 0; var cleaned = new List<string>();"),
            KernelSession.InterruptedCell(Endless),
            KernelSession.Cell(
                "var before = ticks; var ticked = SpinWait.SpinUntil(() => ticks > before, 10_000); $\"{x} {string.Join(' ', cleaned)} {ticked}\""
            )
        );

        Assert.EndsWith("Interrupted.", KernelSession.Text(results[1]), StringComparison.Ordinal);
        Assert.Equal("1 a b True", KernelSession.Text(results[2]));
    }

    [Fact]
    public async Task Rows_with_other_columns_are_a_table_of_their_own()
    {
        var results = await KernelSession.RunAsync(
            KernelSession.Pwsh,
            KernelSession.Cell("[pscustomobject]@{ a = 1; b = 2 }; [pscustomobject]@{ city = 'Bergen'; size = 3 }")
        );

        Assert.Contains("Bergen", KernelSession.Text(results[0]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_stay_lines()
    {
        var results = await KernelSession.RunAsync(
            KernelSession.CSharp,
            KernelSession.Cell(
                "foreach (var i in new[] { 1 })\n    new[] { i }.ToList().ForEach(x =>\n        throw new InvalidOperationException(\"bad\"));"
            )
        );

        Assert.Contains("at Cell 1:line 3", KernelSession.Text(results[0]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("while (true) { }")]
    [InlineData("System.Threading.Thread.Sleep(60000);")]
    [InlineData("await Task.Delay(60000);")]
    [InlineData("#!pwsh\n/bin/sleep 60")]
    [InlineData("await Task.Yield(); while (true) { }")]
    [InlineData("for (var i = 0; ; i++) try { i = i * 31 % 7; } catch { }")]
    [InlineData("#!pwsh\nwhile ($true) { }")]
    [InlineData("#!pwsh\n[Threading.Thread]::Sleep(100); while ($true) { [Threading.Thread]::Sleep(10) }")]
    public async Task An_interrupt_ends_a_cell_and_the_session_goes_on(string code)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs signals");
        var results = await KernelSession.RunAsync(
            KernelSession.CSharp,
            KernelSession.Cell("var x = 1;"),
            KernelSession.Cell("#!pwsh\n$y = 2"),
            KernelSession.Cell(code, interrupt: "signal"),
            KernelSession.Cell(code, interrupt: "message"),
            KernelSession.Cell("x"),
            KernelSession.Cell("#!pwsh\n$y")
        );

        Assert.All(results.Skip(2).Take(2), result => Assert.Equal("Interrupted.", KernelSession.Text(result)));
        Assert.All(results.Skip(2).Take(2), result => Assert.InRange((double)result!["seconds"]!, 0.5, 10));
        Assert.Equal(["1", "2\n"], results.Skip(4).Select(KernelSession.Text));
    }

    [Fact]
    public async Task Code_is_completed_and_told_from_half_of_it()
    {
        var results = await KernelSession.RunAsync(
            KernelSession.CSharp,
            KernelSession.Cell("var quantity = 1;"),
            new JsonObject { ["complete"] = "quan" },
            new JsonObject { ["complete"] = "Console.WriteL" },
            new JsonObject { ["complete"] = "#!pwsh\nNew-ReplicaP" },
            new JsonObject { ["is_complete"] = "if (true) {" },
            new JsonObject { ["is_complete"] = "1 + 1" },
            new JsonObject { ["is_complete"] = "#!pwsh\nif ($true) {" }
        );

        string[][] matches =
        [
            .. results
                .Skip(1)
                .Take(3)
                .Select(result => result!["reply"]!["matches"]!.AsArray().Select(one => (string)one!).ToArray()),
        ];
        Assert.Contains("quantity", matches[0]);
        Assert.Equal(["WriteLine"], matches[1]);
        Assert.Equal(["New-ReplicaPair"], matches[2]);
        Assert.Equal(
            ["incomplete", "complete", "incomplete"],
            results.Skip(4).Select(result => (string?)result!["reply"]!["status"])
        );
    }

    [Fact]
    public async Task A_request_with_a_wrong_signature_goes_unheard()
    {
        var results = await KernelSession.RunAsync(
            KernelSession.CSharp,
            KernelSession.Cell("var x = 1;"),
            new JsonObject { ["forge"] = "x = 2;" },
            KernelSession.Cell("x")
        );

        Assert.Equal("1", KernelSession.Text(results[1]));
        Assert.Equal(2, (int)results[1]!["count"]!);
    }
}
