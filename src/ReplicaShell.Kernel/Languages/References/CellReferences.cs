using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Scripting.Hosting;
using ReplicaShell.Errors;

namespace ReplicaShell.Kernel.Languages.References;

/// <summary>What C# cells refer to, for the compiler and for the run: the same assemblies on both sides.</summary>
internal sealed class CellReferences(InteractiveAssemblyLoader loader) : MetadataReferenceResolver
{
    private readonly CellAssemblies context = new();

    /// <inheritdoc/>
    public override bool ResolveMissingAssemblies => true;

    /// <summary>The references to assemblies of the process.</summary>
    public IEnumerable<MetadataReference> Of(IEnumerable<Assembly> assemblies) =>
        assemblies.Select(Refer).OfType<MetadataReference>();

    /// <summary>The references to what a <c>#r</c> names: a file, or an assembly of the process.</summary>
    /// <exception cref="ReplicaException"><c>ReferenceNotFound</c>, <c>InvalidReference</c>.</exception>
    public IEnumerable<MetadataReference> Of(string name)
    {
        var path = Path.GetFullPath(name);
        try
        {
            var assembly =
                File.Exists(path) ? context.LoadFile(path)
                : name.AsSpan().ContainsAny('/', '\\') ? null
                : ProcessAssemblies.Find(new AssemblyName(WithoutEnding(name)));
            return Of([assembly ?? throw KernelErrors.ReferenceNotFound(name, Path.GetDirectoryName(path)!)]);
        }
        catch (Exception e) when (e is BadImageFormatException or FileLoadException)
        {
            throw KernelErrors.InvalidReference(path, e);
        }
    }

    /// <summary>The references to the assemblies of packages.</summary>
    /// <param name="compiled">The files that cells may name types of.</param>
    /// <param name="others">Further files that these need when they run.</param>
    /// <param name="natives">The native libraries.</param>
    public IEnumerable<MetadataReference> Of(
        IEnumerable<string> compiled,
        IEnumerable<string> others,
        IEnumerable<string> natives
    )
    {
        foreach (var path in others)
        {
            context.Add(path);
        }

        foreach (var path in natives)
        {
            context.AddNative(path);
        }

        return Of(compiled.ToList().Select(context.LoadFile).ToList());
    }

    /// <inheritdoc/>
    public override PortableExecutableReference? ResolveMissingAssembly(
        MetadataReference definition,
        AssemblyIdentity referenceIdentity
    )
    {
        try
        {
            var name = new AssemblyName(referenceIdentity.GetDisplayName());
            return context.Find(name) is { } assembly ? Refer(assembly) : null;
        }
        catch (Exception e) when (e is IOException or BadImageFormatException)
        {
            // Whether it is needed at all only the compiler knows.
            return null;
        }
    }

    /// <inheritdoc/>
    public override ImmutableArray<PortableExecutableReference> ResolveReference(
        string reference,
        string? baseFilePath,
        MetadataReferenceProperties properties
    ) => [];

    /// <inheritdoc/>
    public override bool Equals(object? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

    private static string WithoutEnding(string name) =>
        name.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) ? name[..^4] : name;

    private PortableExecutableReference? Refer(Assembly assembly)
    {
        var reference = RawReferences.Of(assembly);
        if (reference is not null)
        {
            // The loaded copy: the compiler's own loader would load the file once more.
            loader.RegisterDependency(assembly);
        }

        return reference;
    }
}
