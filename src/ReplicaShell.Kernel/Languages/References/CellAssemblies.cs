using System.Reflection;
using System.Runtime.Loader;

namespace ReplicaShell.Kernel.Languages.References;

/// <summary>
/// The load context of what cells refer to by <c>#r</c>. Each assembly finds the others, and native libraries, where its
/// package has them, and beside itself.
/// </summary>
internal sealed class CellAssemblies() : AssemblyLoadContext("Cells")
{
    private readonly Dictionary<string, string> known = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> natives = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> folders = [];

    /// <summary>Makes an assembly known, and what lies beside it; the first of a name counts.</summary>
    public void Add(string path)
    {
        known.TryAdd(Path.GetFileNameWithoutExtension(path), path);
        var folder = Path.GetDirectoryName(path)!;
        if (!folders.Contains(folder))
        {
            folders.Add(folder);
        }
    }

    /// <summary>Makes a native library known by its file's name.</summary>
    public void AddNative(string path) => natives.TryAdd(Path.GetFileName(path), path);

    /// <summary>The process's copy where there is one, else the file.</summary>
    /// <exception cref="BadImageFormatException">The file is no assembly.</exception>
    public Assembly LoadFile(string path)
    {
        var name = AssemblyName.GetAssemblyName(path);
        if (ProcessAssemblies.Find(name) is { } loaded)
        {
            return loaded;
        }

        Add(path);
        return LoadFromAssemblyPath(known[name.Name!]);
    }

    /// <summary>An assembly that another one names; null where nothing knows it.</summary>
    public Assembly? Find(AssemblyName name)
    {
        if (ProcessAssemblies.Find(name) is { } loaded)
        {
            return loaded;
        }

        var path =
            known.GetValueOrDefault(name.Name!)
            ?? folders.Select(folder => Path.Combine(folder, name.Name + ".dll")).FirstOrDefault(File.Exists);
        return path is null ? null : LoadFromAssemblyPath(path);
    }

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName) => Find(assemblyName);

    /// <inheritdoc/>
    protected override nint LoadUnmanagedDll(string unmanagedDllName)
    {
        var path = NativeNames
            .Of(unmanagedDllName)
            .Select(file => natives.GetValueOrDefault(file) ?? Beside(file))
            .FirstOrDefault(found => found is not null);
        return path is null ? nint.Zero : LoadUnmanagedDllFromPath(path);
    }

    private string? Beside(string file) =>
        folders
            .SelectMany(folder => NativeNames.Places(folder).Select(place => Path.Combine(place, file)))
            .FirstOrDefault(File.Exists);
}
