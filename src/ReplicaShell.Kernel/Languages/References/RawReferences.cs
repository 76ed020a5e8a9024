using System.Collections.Concurrent;
using System.Reflection;
using System.Reflection.Metadata;
using Microsoft.CodeAnalysis;

namespace ReplicaShell.Kernel.Languages.References;

/// <summary>
/// References for the compiler that read the metadata of loaded assemblies where they lie in memory. The compiler's own way
/// copies whole files, with their ReadyToRun code: 160 MB for the framework alone (measured).
/// </summary>
internal static class RawReferences
{
    private static readonly ConcurrentDictionary<Assembly, PortableExecutableReference?> Made = new();

    /// <summary>The reference to an assembly; null for one that has no metadata, such as one that was made at run time.</summary>
    public static PortableExecutableReference? Of(Assembly assembly) => Made.GetOrAdd(assembly, Make);

    private static unsafe PortableExecutableReference? Make(Assembly assembly) =>
        assembly is { IsDynamic: false, IsCollectible: false, Location.Length: > 0 }
        && assembly.TryGetRawMetadata(out var start, out var length)
            ? AssemblyMetadata
                .Create(ModuleMetadata.CreateFromMetadata((nint)start, length))
                .GetReference(filePath: assembly.Location, display: assembly.Location)
            : null;
}
