using Microsoft.CodeAnalysis;
using ReplicaShell.Kernel.Languages;
using ReplicaShell.Kernel.Warming;

namespace ReplicaShell.Cli.Tests.Kernel.Languages;

/// <summary>C# of a kernel, in this process, with some variables: what completes and compiles needs no front end.</summary>
public sealed class CSharpSessionFixture : IDisposable
{
    private readonly CSharpSession _session = new(Path.GetTempPath());

    public CSharpSessionFixture()
    {
        Language = new CSharpLanguage(_session, new WarmUp());
        const string Variables = """
            var quantity = 3; var text = "abc"; var nodes = new List<ReplicaNode>(); Task<string> work = Task.FromResult("x");
            var options = new PairOptions(); ReplicaPair pair = null; int? maybe = 3; LagState state;
            """;
        Language.Run(Variables, 1, CancellationToken.None);
    }

    internal CSharpLanguage Language { get; }

    /// <summary>The errors of code that would be the next cell.</summary>
    public IEnumerable<string> Errors(string code) =>
        _session
            .Next(code)
            .Compile(TestContext.Current.CancellationToken)
            .Where(one => one.Severity == DiagnosticSeverity.Error)
            .Select(one => one.ToString());

    public void Dispose() => _session.Dispose();
}
