using System.Reflection;
using System.Runtime.Loader;

namespace ReplicaShell.Views;

/// <summary>
/// The views of results in a notebook that loaded no more than the core: ReplicaShell.Formatting, where it lies beside.
/// </summary>
internal sealed class NotebookViews
{
    private const string Name = "ReplicaShell.Formatting";

    /// <summary>Lets the views register themselves; called when a result is shown for the first time.</summary>
    /// <returns>Nothing: what registers itself is not to be registered again.</returns>
    public static IEnumerable<object> CreateTypeFormatters()
    {
        Beside()?.GetType($"{Name}.ReplicaFormatters")?.GetMethod("Register")?.Invoke(null, null);
        return [];
    }

    private static Assembly? Beside()
    {
        var core = typeof(NotebookViews).Assembly;
        var path = Path.Combine(Path.GetDirectoryName(core.Location) ?? "", $"{Name}.dll");
        var context = AssemblyLoadContext.GetLoadContext(core);
        // In the context of this copy of the core: the views of another one would not know these types.
        return context?.Assemblies.FirstOrDefault(assembly => assembly.GetName().Name == Name)
            ?? (File.Exists(path) ? context?.LoadFromAssemblyPath(path) : null);
    }
}
