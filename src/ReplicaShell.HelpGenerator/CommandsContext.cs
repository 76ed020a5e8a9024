using System.Management.Automation;
using System.Reflection;
using System.Runtime.Loader;

namespace ReplicaShell.HelpGenerator;

/// <summary>Loads the cmdlets with what lies beside them, as the module's own loader does.</summary>
/// <param name="assemblyPath">The assembly of the cmdlets.</param>
internal sealed class CommandsContext(string assemblyPath) : AssemblyLoadContext("commands")
{
    private readonly string _folder = Path.GetDirectoryName(Path.GetFullPath(assemblyPath))!;

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (assemblyName.Name == typeof(Cmdlet).Assembly.GetName().Name)
        {
            // A cmdlet is one only to the engine that it was derived from.
            return null;
        }

        string path = Path.Combine(_folder, assemblyName.Name + ".dll");
        return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
    }
}
