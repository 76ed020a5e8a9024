using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Scripting;
using ReplicaShell.Kernel.Cells;
using ReplicaShell.Kernel.Languages.Compiling;
using ReplicaShell.Kernel.Languages.Completing;
using ReplicaShell.Kernel.Languages.References;
using ReplicaShell.Kernel.Warming;

namespace ReplicaShell.Kernel.Languages;

/// <summary>C# as Roslyn's scripts have it; each cell continues the one before.</summary>
/// <param name="session">The cells that were run.</param>
/// <param name="warmUp">What is held up while somebody is served.</param>
internal sealed class CSharpLanguage(CSharpSession session, WarmUp warmUp) : ICellLanguage
{
    // What a cell calls when it calls what people call: compiled and loaded before the first of theirs.
    private const string Rehearsal =
        "string.Join(\", \", (await Task.FromResult(Enumerable.Range(0, 3))).Where(i => i > 0).Select(i => $\"{i}\"))";

    private const string Begun = "Console.Wri";

    private readonly Turns turns = new(warmUp);

    /// <inheritdoc/>
    public IEnumerable<Action> WarmUp() =>
        [
            turns.Step(session.Refer),
            turns.Step(session.Compile),
            turns.Step(() => Compile(Rehearsal, "", CancellationToken.None)),
            turns.Step(() => session.Rehearse(Compile(Rehearsal, "", CancellationToken.None), CancellationToken.None)),
            turns.Step(() => Complete(Begun, Begun.Length)),
        ];

    /// <inheritdoc/>
    public object? Run(string code, int count, CancellationToken cancellationToken) =>
        turns.Serve(() =>
        {
            var (rest, directives) = ReferenceDirectives.Take(code);
            session.Refer(directives, cancellationToken);
            return session.Run(Compile(rest, $"Cell {count}", cancellationToken), cancellationToken);
        });

    /// <summary>Compiles a cell, with the points at which it can be interrupted.</summary>
    /// <exception cref="CellFailure">It has errors, which are told of the code as it was written.</exception>
    private Script<object?> Compile(string code, string cell, CancellationToken cancellationToken)
    {
        var script = session.Next(code, cell);
        var compilation = script.GetCompilation();
        if (
            InterruptPoints.AreIn(compilation.SyntaxTrees.Single().GetRoot(cancellationToken))
            && Errors(compilation.GetDiagnostics(cancellationToken)).Count == 0
        )
        {
            var guarded = session.Next(InterruptPoints.AddTo(compilation), cell);
            // A cell that cannot have them is better than none.
            if (Errors(guarded.Compile(cancellationToken)).Count == 0)
            {
                return guarded;
            }
        }

        var errors = Errors(script.Compile(cancellationToken));
        if (errors.Count > 0)
        {
            string[] trace = [.. errors.Select(one => one.ToString()), .. CompilerAdvice.For(code, errors)];
            throw new CellFailure("CompilationError", errors[0].ToString(), trace);
        }

        return script;
    }

    private static List<Diagnostic> Errors(IEnumerable<Diagnostic> diagnostics) =>
        [.. diagnostics.Where(one => one.Severity == DiagnosticSeverity.Error)];

    /// <inheritdoc/>
    public Completions Complete(string code, int cursor) =>
        turns.Serve(() =>
        {
            var (rest, _) = ReferenceDirectives.Take(code);
            return CSharpCompletion.At(session.Next(rest).GetCompilation(), rest, cursor);
        });

    /// <inheritdoc/>
    public string? Inspect(string code, int cursor) =>
        turns.Serve(() =>
        {
            var compilation = session.Next(ReferenceDirectives.Take(code).Code).GetCompilation();
            var tree = compilation.SyntaxTrees.Single();
            return SymbolInspection.At(compilation.GetSemanticModel(tree), tree.GetRoot(), cursor);
        });

    /// <inheritdoc/>
    public string Completeness(string code) => CSharpCompleteness.Of(ReferenceDirectives.Take(code).Code);

    /// <inheritdoc/>
    public bool TryGet(string name, out object? value)
    {
        var variable = session.Variable(name);
        value = variable?.Value;
        return variable is not null;
    }

    /// <inheritdoc/>
    public void Set(string name, object? value, CancellationToken cancellationToken)
    {
        if (!SyntaxFacts.IsValidIdentifier(name) || SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None)
        {
            throw KernelErrors.InvalidVariableName(name);
        }

        turns.Serve(() => Run($"var {name} = ({session.Receive(value)})Received;", 0, cancellationToken));
    }
}
