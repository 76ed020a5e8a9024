using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.CodeAnalysis.Scripting.Hosting;
using ReplicaShell.Kernel.Cells;
using ReplicaShell.Kernel.Languages.Compiling;
using ReplicaShell.Kernel.Languages.Completing;
using ReplicaShell.Kernel.Languages.Packages;
using ReplicaShell.Kernel.Languages.References;

namespace ReplicaShell.Kernel.Languages;

/// <summary>C# as Roslyn's scripts have it; each cell continues the one before.</summary>
internal sealed class CSharpLanguage : ICellLanguage, IDisposable
{
    private readonly CellGlobals globals = new();
    private readonly InteractiveAssemblyLoader loader = new();
    private readonly CellReferences references;
    private readonly PackageSession packages;
    private readonly Lazy<Script<object?>> prelude;
    private ScriptOptions? options;
    private ScriptState<object?>? state;

    /// <summary>Begins a session.</summary>
    /// <param name="cache">The folder in which restored packages are remembered.</param>
    public CSharpLanguage(string cache)
    {
        references = new CellReferences(loader);
        packages = new PackageSession(cache);
        prelude = new(() => CSharpScript.Create<object?>(CellDefaults.Prelude, Options, typeof(CellGlobals), loader));
    }

    private ScriptOptions Options =>
        options ??= ScriptOptions
            .Default.WithMetadataResolver(references)
            .WithReferences(references.Of(CellDefaults.Assemblies().Append(typeof(CellGlobals).Assembly)))
            .WithImports(CellDefaults.Imports())
            .WithEmitDebugInformation(true)
            .WithFileEncoding(System.Text.Encoding.UTF8);

    /// <inheritdoc/>
    public void Dispose() => loader.Dispose();

    /// <inheritdoc/>
    public object? Run(string code, int count, CancellationToken cancellationToken)
    {
        var (rest, directives) = ReferenceDirectives.Take(code);
        Refer(directives, cancellationToken);
        var script = Next(rest, Options.WithFilePath($"Cell {count}"));
        var errors = script.Compile(cancellationToken).Where(one => one.Severity == DiagnosticSeverity.Error).ToList();
        if (errors.Count > 0)
        {
            string[] trace = [.. errors.Select(one => one.ToString()), .. CompilerAdvice.For(rest, errors)];
            throw new CellFailure("CompilationError", errors[0].ToString(), trace);
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
        var (rest, _) = ReferenceDirectives.Take(code);
        return CSharpCompletion.At(Next(rest, Options).GetCompilation(), rest, cursor);
    }

    /// <inheritdoc/>
    public string? Inspect(string code, int cursor)
    {
        var (rest, _) = ReferenceDirectives.Take(code);
        var compilation = Next(rest, Options).GetCompilation();
        var tree = compilation.SyntaxTrees.Single();
        return SymbolInspection.At(compilation.GetSemanticModel(tree), tree.GetRoot(), cursor);
    }

    /// <inheritdoc/>
    public string Completeness(string code) => CSharpCompleteness.Of(ReferenceDirectives.Take(code).Code);

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
        if (!SyntaxFacts.IsValidIdentifier(name) || SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None)
        {
            throw KernelErrors.InvalidVariableName(name);
        }

        globals.Received = value;
        var type = TypeText.Of(value?.GetType());
        if (type != TypeText.Unknown)
        {
            Add(references.Of(TypeText.AssembliesOf(value!.GetType())));
        }

        Run($"var {name} = ({type})Received;", 0, cancellationToken);
    }

    private void Refer(IReadOnlyList<ReferenceDirective> directives, CancellationToken cancellationToken)
    {
        var wanted = new List<PackageRequest>();
        foreach (var (kind, argument) in directives)
        {
            var isOfPackages = argument.StartsWith(PackageRequest.Prefix, StringComparison.OrdinalIgnoreCase);
            if (kind == 'i')
            {
                packages.AddSource(isOfPackages ? argument[PackageRequest.Prefix.Length..].Trim() : argument);
            }
            else if (isOfPackages)
            {
                wanted.Add(PackageRequest.Parse(argument));
            }
            else
            {
                Add(references.Of(argument));
            }
        }

        if (wanted.Count > 0)
        {
            var files = packages.Get(wanted, cancellationToken);
            Add(references.Of(files.Compiled, files.Others, files.Natives));
        }
    }

    private void Add(IEnumerable<MetadataReference> more) =>
        options = Options.AddReferences(more.Except(Options.MetadataReferences));

    private Script<object?> Next(string code, ScriptOptions with) =>
        (state?.Script ?? prelude.Value).ContinueWith<object?>(code, with);
}
