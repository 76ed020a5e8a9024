using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.CodeAnalysis.Scripting.Hosting;
using ReplicaShell.Kernel.Cells;
using ReplicaShell.Topology;

namespace ReplicaShell.Kernel.Languages;

/// <summary>C# as Roslyn's scripts have it; each cell continues the one before.</summary>
internal sealed class CSharpLanguage : ICellLanguage, IDisposable
{
    private readonly CellGlobals globals = new();
    private readonly InteractiveAssemblyLoader loader = new();
    private readonly ScriptOptions options;
    private ScriptState<object?>? state;

    public CSharpLanguage()
    {
        var core = typeof(Lsn).Assembly;
        // The loaded copy, which the module uses too: another one would double the types.
        loader.RegisterDependency(core);
        loader.RegisterDependency(typeof(CellGlobals).Assembly);
        options = ScriptOptions
            .Default.AddReferences(core, typeof(Enumerable).Assembly, typeof(Console).Assembly)
            .AddImports("System", "System.IO", "System.Linq", "System.Collections.Generic", "System.Threading.Tasks")
            .AddImports(core.GetExportedTypes().Select(type => type.Namespace!).Distinct())
            .WithEmitDebugInformation(true)
            .WithFileEncoding(System.Text.Encoding.UTF8);
    }

    /// <inheritdoc/>
    public void Dispose() => loader.Dispose();

    /// <inheritdoc/>
    public object? Run(string code, int count, CancellationToken cancellationToken)
    {
        var script = Next(code, options.WithFilePath($"Cell {count}"));
        var errors = script.Compile(cancellationToken).Where(one => one.Severity == DiagnosticSeverity.Error).ToList();
        if (errors.Count > 0)
        {
            throw new CellFailure("CompilationError", errors[0].ToString(), [.. errors.Select(one => one.ToString())]);
        }

        var previous = state;
        var next = CellThread.Run(
            () =>
                previous is null
                    ? script.RunAsync(globals, _ => true, cancellationToken)
                    : script.RunFromAsync(previous, _ => true, cancellationToken),
            cancellationToken
        );
        state = next;
        return next.Exception is null ? next.ReturnValue : throw CellFailure.Of(next.Exception);
    }

    /// <inheritdoc/>
    public Completions Complete(string code, int cursor)
    {
        var start = cursor;
        while (start > 0 && SyntaxFacts.IsIdentifierPartCharacter(code[start - 1]))
        {
            start--;
        }

        var compilation = Next(code, options).GetCompilation();
        var tree = compilation.SyntaxTrees.Single();
        var model = compilation.GetSemanticModel(tree);
        var names = CompletionSymbols.At(model, tree.GetRoot(), start).Select(symbol => symbol.Name);
        var prefix = code[start..cursor];
        var matches = names
            .Where(name =>
                name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && SyntaxFacts.IsValidIdentifier(name)
            )
            .Distinct()
            .Order(StringComparer.OrdinalIgnoreCase);
        return new Completions([.. matches], start, cursor);
    }

    /// <inheritdoc/>
    public string? Inspect(string code, int cursor)
    {
        var compilation = Next(code, options).GetCompilation();
        var tree = compilation.SyntaxTrees.Single();
        return SymbolInspection.At(compilation.GetSemanticModel(tree), tree.GetRoot(), cursor);
    }

    /// <inheritdoc/>
    public string Completeness(string code)
    {
        var parse = new CSharpParseOptions(kind: SourceCodeKind.Script);
        return SyntaxFactory.IsCompleteSubmission(CSharpSyntaxTree.ParseText(code, parse)) ? "complete" : "incomplete";
    }

    /// <inheritdoc/>
    public bool TryGet(string name, out object? value)
    {
        var variable = state?.GetVariable(name);
        value = variable?.Value;
        return variable is not null;
    }

    /// <inheritdoc/>
    public void Set(string name, object? value, CancellationToken cancellationToken)
    {
        globals.Received = value;
        var type = value?.GetType() is { IsVisible: true } known ? TypeText.Of(known) : "dynamic";
        Run($"var {name} = ({type})Received;", 0, cancellationToken);
    }

    private Script<object?> Next(string code, ScriptOptions with) =>
        state is null
            ? CSharpScript.Create<object?>(code, with, typeof(CellGlobals), loader)
            : state.Script.ContinueWith<object?>(code, with);
}
