using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.CodeAnalysis.Scripting.Hosting;
using ReplicaShell.Errors;
using ReplicaShell.Kernel.Cells;
using ReplicaShell.Kernel.Languages.Packages;
using ReplicaShell.Kernel.Languages.References;

namespace ReplicaShell.Kernel.Languages;

/// <summary>The chain of scripts that the C# cells of a session are, and what they refer to.</summary>
/// <param name="cache">The folder in which restored packages are remembered.</param>
internal sealed class CSharpSession(string cache) : IDisposable
{
    private readonly CellGlobals globals = new();
    private readonly InteractiveAssemblyLoader loader = new();
    private readonly PackageSession packages = new(cache);
    private CellReferences? references;
    private ScriptOptions? options;
    private Script<object?>? prelude;
    private ScriptState<object?>? state;

    private CellReferences References => references ??= new CellReferences(loader);

    private ScriptOptions Options =>
        options ??= ScriptOptions
            .Default.WithMetadataResolver(References)
            .WithReferences(References.Of(CellDefaults.Assemblies().Append(typeof(CellGlobals).Assembly)))
            .WithImports(CellDefaults.Imports())
            .WithEmitDebugInformation(true)
            .WithFileEncoding(System.Text.Encoding.UTF8);

    private Script<object?> Prelude =>
        prelude ??= CSharpScript.Create<object?>(CellDefaults.Prelude, Options, typeof(CellGlobals), loader);

    /// <inheritdoc/>
    public void Dispose() => loader.Dispose();

    /// <summary>Finds the references.</summary>
    public void Refer() => _ = Options;

    /// <summary>Compiles what stands before all cells.</summary>
    public void Compile() => Prelude.Compile();

    /// <summary>Code as the next of the chain; its errors name the cell.</summary>
    public Script<object?> Next(string code, string cell = "") =>
        (state?.Script ?? Prelude).ContinueWith<object?>(code, Options.WithFilePath(cell));

    /// <summary>Runs a script that came from <see cref="Next"/> and makes it the last of the chain.</summary>
    /// <exception cref="CellFailure">It failed, and is part of the chain all the same; or it was interrupted, and is not.</exception>
    public object? Run(Script<object?> script, CancellationToken cancellationToken)
    {
        state = Rehearse(script, cancellationToken);
        return state.Exception is null ? state.ReturnValue : throw CellFailure.Of(state.Exception);
    }

    /// <summary>Runs a script and forgets it.</summary>
    public ScriptState<object?> Rehearse(Script<object?> script, CancellationToken cancellationToken)
    {
        var previous = state ??= CellThread.Run(
            () => Prelude.RunAsync(globals, _ => true, cancellationToken),
            cancellationToken
        );
        // What ends an interrupted cell is not its result: it is thrown, what the cell broke is healed, the chain stays as it was.
        return CellThread.Run(
            () => script.RunFromAsync(previous, _ => !cancellationToken.IsCancellationRequested, cancellationToken),
            cancellationToken
        );
    }

    /// <summary>A variable of the cells; null for none.</summary>
    public ScriptVariable? Variable(string name) => state?.GetVariable(name);

    /// <summary>Hands a value to the next script, as <see cref="CellGlobals.Received"/>.</summary>
    /// <returns>Its type as C# spells it; what the type needs is referred to.</returns>
    public string Receive(object? value)
    {
        globals.Received = value;
        var type = TypeText.Of(value?.GetType());
        if (type != TypeText.Unknown)
        {
            Add(References.Of(TypeText.AssembliesOf(value!.GetType())));
        }

        return type;
    }

    /// <summary>Does what <c>#r</c> and <c>#i</c> ask for; it holds for all cells that follow.</summary>
    /// <exception cref="ReplicaException">
    /// <c>ReferenceNotFound</c>, <c>InvalidReference</c>, and those of <see cref="PackageErrors"/>.
    /// </exception>
    public void Refer(IReadOnlyList<ReferenceDirective> directives, CancellationToken cancellationToken)
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
                Add(References.Of(argument));
            }
        }

        if (wanted.Count > 0)
        {
            var files = packages.Get(wanted, cancellationToken);
            Add(References.Of(files.Compiled, files.Others, files.Natives));
        }
    }

    private void Add(IEnumerable<MetadataReference> more) =>
        options = Options.AddReferences(more.Except(Options.MetadataReferences));
}
