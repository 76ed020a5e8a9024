using System.Reflection;
using ReplicaShell.Formatting;
using ReplicaShell.Plotting;
using ReplicaShell.Topology;

namespace ReplicaShell.Cli.Tests.Kernel.Languages;

/// <summary>What a C# cell can say without preparation, and what it is told when it says what a cell cannot.</summary>
public sealed class CSharpCellTests(CSharpSessionFixture session) : IClassFixture<CSharpSessionFixture>
{
    private static readonly Assembly[] s_ours =
    [
        typeof(Lsn).Assembly,
        typeof(PlotExport).Assembly,
        typeof(ReplicaFormatters).Assembly,
    ];

    [Fact]
    public void Every_type_of_ours_is_named_without_a_using_and_clashes_with_nothing()
    {
        var names = s_ours
            .SelectMany(assembly => assembly.GetExportedTypes())
            .Where(type => type is { IsNested: false, IsGenericType: false })
            .Select(type => type.Name)
            .ToList();

        Assert.True(names.Count > 50);
        Assert.Empty(session.Errors(string.Join('\n', names.Select(name => $"_ = typeof({name});"))));
    }

    [Theory]
    [InlineData("Version v = new Version(1, 2); Range r = 1..2; Index i = ^1;")]
    [InlineData("var watch = Stopwatch.StartNew(); Process.GetCurrentProcess(); Timeout.InfiniteTimeSpan.ToString();")]
    [InlineData("new StringBuilder().Append(File.Exists(Path.GetTempPath())); await Task.Delay(1);")]
    [InlineData("var plot = new Plot(); plot.Add.Signal(new double[] { 1, 2 }); var c = Colors.Red;")]
    [InlineData("System.Text.Json.JsonSerializer.Serialize(1); new System.Text.RegularExpressions.Regex(\"a\");")]
    [InlineData("using Npgsql; var n = new NpgsqlConnectionStringBuilder();")]
    [InlineData("dynamic d = 1; Console.WriteLine(d + 1);")]
    [InlineData("public record P(int X); P p = new(1); Lsn.Parse(\"0/1\");")]
    public void What_lessons_use_is_there(string code) => Assert.Empty(session.Errors(code));

    [Theory]
    [InlineData("using var file = new MemoryStream();", "using (var file = new MemoryStream()) { … }")]
    [InlineData("await using var file = new MemoryStream();", "await using (var file = new MemoryStream()) { … }")]
    [InlineData("namespace A;\nclass B { }", "A cell has no namespaces")]
    [InlineData("static class E { public static int Twice(this int x) => 2 * x; }", "ordinary method")]
    [InlineData("Span<byte> s = stackalloc byte[3];", "ToArray()")]
    public async Task What_a_cell_cannot_be_it_says_with_what_to_write_instead(string code, string advice)
    {
        var failure = await Assert.ThrowsAsync<ReplicaShell.Kernel.Cells.CellFailure>(() =>
            Task.Run(() => session.Language.Run(code, 2, CancellationToken.None), TestContext.Current.CancellationToken)
        );

        Assert.Equal("CompilationError", failure.Name);
        Assert.StartsWith("Cell 2(", failure.Trace[0], StringComparison.Ordinal);
        Assert.Contains(advice, failure.Trace[^1], StringComparison.Ordinal);
    }
}
