using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;
using ReplicaShell.Kernel.Languages;
using ReplicaShell.Kernel.Languages.Compiling;

namespace ReplicaShell.Cli.Tests.Kernel.Languages;

/// <summary>The code that is compiled instead of a cell's own: right, with all of its points, and line for line the same.</summary>
public sealed class InterruptPointsTests
{
    private static readonly ScriptOptions Options = ScriptOptions
        .Default.WithReferences(
            typeof(object).Assembly,
            typeof(Enumerable).Assembly,
            typeof(System.Linq.Expressions.Expression).Assembly,
            typeof(IAsyncEnumerable<>).Assembly,
            typeof(InterruptPoint).Assembly
        )
        .WithImports(
            "System",
            "System.Collections.Generic",
            "System.Linq",
            "System.Linq.Expressions",
            "System.Threading.Tasks"
        );

    [Theory]
    [InlineData("while (true) { }", 1)]
    [InlineData("while (true)\n{\n}", 1)]
    [InlineData("var i = 0;\nwhile (true) i++; // for ever", 1)]
    [InlineData("var i = 0;\nwhile (i < 3) // up to three\n    i++;\n// done", 1)]
    [InlineData(
        "foreach (var i in new[] { 1 })\n{ // a comment\n#pragma warning disable CS0219\n    var unused = 1;\n}",
        1
    )]
    [InlineData("foreach (var (a, b) in new[] { (1, 2) })\n    Console.Write(a + b);", 1)]
    [InlineData("var n = 0;\ndo n++; while (n < 3);\nfor (; n < 5; ) n++;", 2)]
    [InlineData("Func<int, int> f = x => x + 1;\nAction<int> g = x => Console.Write(x);", 2)]
    [InlineData("var f = x => 2 * x;", 0, "CS8917")]
    [InlineData("var f = int (int x) => 2 * x;", 1)]
    [InlineData(
        "Func<Task> f = async () => await Task.Yield();\nFunc<Task<int>> g = async () => await Task.FromResult(1);",
        2
    )]
    [InlineData(
        "Func<ValueTask<int>> f = async () => await Task.FromResult(1);\nFunc<Task<int>> g = () => Task.FromResult(1);",
        2
    )]
    [InlineData("Func<int> f = () => throw new Exception();", 0)]
    [InlineData("Expression<Func<int[], int>> e = a => a.Count(x => x > 1);", 0)]
    [InlineData("Func<int, int> f = delegate(int x) { return x; };", 1)]
    [InlineData("int Twice(int x) => 2 * x;\nvoid Say(int x) => Console.Write(x); // said", 0)]
    [InlineData("static IEnumerable<int> All()\n{\n    yield return 1;\n}", 0)]
    [InlineData("class C\n{\n    public int M(int x) => x;\n    public void N() { while (true) { } }\n}", 1)]
    [InlineData("class C : IDisposable\n{\n    public void Dispose() { while (true) { } }\n}", 0)]
    [InlineData("try { Console.Write(1); }\nfinally { foreach (var i in new[] { 1 }) Console.Write(i); }", 0)]
    [InlineData("var q = from x in new[] { 1, 2 } where x > 1 select x;\nforeach (var x in q) { }", 1)]
    public void Code_with_points_is_right_and_keeps_its_lines(string code, int points, string? error = null)
    {
        var script = CSharpScript.Create<object?>(code, Options);
        if (error is not null)
        {
            Assert.Contains(
                script.GetCompilation().GetDiagnostics(TestContext.Current.CancellationToken),
                one => one.Id == error
            );
            return;
        }

        Assert.Empty(Errors(script));
        var made = InterruptPoints.AddTo(script.GetCompilation());

        Assert.Equal(points, made.Split($"{nameof(InterruptPoint)}.{nameof(InterruptPoint.Pass)}()").Length - 1);
        Assert.Equal(code.Split('\n').Length, made.Split('\n').Length);
        Assert.Empty(Errors(CSharpScript.Create<object?>(made, Options)));
    }

    private static IEnumerable<string> Errors(Script<object?> script) =>
        script
            .GetCompilation()
            .GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(one => one.Severity == DiagnosticSeverity.Error)
            .Select(one => one.ToString());
}
