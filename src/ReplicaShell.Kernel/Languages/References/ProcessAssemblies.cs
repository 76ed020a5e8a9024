using System.Reflection;
using System.Runtime.Loader;

namespace ReplicaShell.Kernel.Languages.References;

/// <summary>
/// The assemblies that this process has or can have without asking: the framework's, the program's own, and those of the
/// module. Cells get these copies and no others, since types of a second copy would be other types.
/// </summary>
internal static class ProcessAssemblies
{
    private static readonly Dictionary<string, string> Trusted = (
        (string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? ""
    )
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .GroupBy(path => Path.GetFileNameWithoutExtension(path), StringComparer.OrdinalIgnoreCase)
        .ToDictionary(group => group.Key, group => group.First(), StringComparer.OrdinalIgnoreCase);

    // What results are made of and shown by: the process's copy, whatever version is asked for.
    private static readonly string[] AlwaysOurs =
    [
        "Microsoft.DotNet.Interactive.Formatting",
        "Npgsql",
        "ScottPlot",
        "SkiaSharp",
        "HarfBuzzSharp",
        "System.Management.Automation",
    ];

    /// <summary>The names of the framework's assemblies.</summary>
    public static IEnumerable<string> OfFramework()
    {
        var folder = Path.GetDirectoryName(typeof(object).Assembly.Location);
        return Trusted.Where(one => Path.GetDirectoryName(one.Value) == folder).Select(one => one.Key);
    }

    /// <summary>The process's copy; null where it has none that can stand for the one that is asked for.</summary>
    public static Assembly? Find(AssemblyName wanted)
    {
        var name = wanted.Name ?? "";
        if (Trusted.TryGetValue(name, out var path))
        {
            return
                IsOurs(name) || wanted.Version is null || AssemblyName.GetAssemblyName(path).Version >= wanted.Version
                ? AssemblyLoadContext.Default.LoadFromAssemblyName(new AssemblyName(name))
                : null;
        }

        // The module's, which are in its own load context.
        return IsOurs(name)
            ? AppDomain.CurrentDomain.GetAssemblies().FirstOrDefault(one => one.GetName().Name == name)
            : null;
    }

    private static bool IsOurs(string name) =>
        name.StartsWith("ReplicaShell.", StringComparison.Ordinal) || AlwaysOurs.Contains(name);
}
