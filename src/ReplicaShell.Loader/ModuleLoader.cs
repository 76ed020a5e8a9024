using System.Collections;
using System.Reflection;
using System.Runtime.Loader;

namespace ReplicaShell.Loader;

/// <summary>
/// The load context that keeps the module's dependencies to itself: another module may bring another Npgsql or SkiaSharp
/// into the same shell. What is in bin/lib is loaded from there, the rest (the engine above all) comes from the host.
/// </summary>
public sealed class ModuleLoader : AssemblyLoadContext
{
    private const string CommandsName = "ReplicaShell.Commands";
    private const string CoreName = "ReplicaShell.Core";

    /// <summary>Loaded once in a process: a second copy would double the types that scripts and formatters know.</summary>
    private static readonly string[] s_shared =
    [
        CoreName,
        "ReplicaShell.Plotting",
        "ReplicaShell.Formatting",
        "Microsoft.DotNet.Interactive.Formatting",
    ];

    private static readonly Lazy<Assembly> s_commands = new(LoadOnce);

    private readonly string _folder;
    private readonly Lazy<AssemblyDependencyResolver> _nativeResolver;

    private ModuleLoader(string folder)
        : base("ReplicaShell")
    {
        _folder = folder;
        // Reading the .deps.json costs more than all other loading, so that waits for the first native library.
        _nativeResolver = new(() => new AssemblyDependencyResolver(PathOf(CommandsName)));
    }

    /// <summary>
    /// Loads the cmdlets, once in a process, and makes the public types of the core known to the engine by their full
    /// names, so that a script may say <c>[ReplicaShell.Topology.Lsn]'0/3000060'</c>.
    /// </summary>
    /// <returns>The assembly of the cmdlets, for <c>Import-Module -Assembly</c>.</returns>
    /// <exception cref="FileNotFoundException">The module was not built: bin/lib beside this assembly lacks it.</exception>
    public static Assembly LoadCommands() => s_commands.Value;

    /// <summary>
    /// Exports from the module what the import of the cmdlets' assembly brought. An assembly that was imported before
    /// comes from the engine's cache, and the engine then forgets that (PowerShell#20710): without this,
    /// <c>Import-Module -Force</c> loses every cmdlet.
    /// </summary>
    /// <param name="imported">What <c>Import-Module -Assembly -PassThru</c> returned, a PSModuleInfo.</param>
    /// <param name="module">The module that exports, a PSModuleInfo.</param>
    public static void Export(object imported, object module)
    {
        ArgumentNullException.ThrowIfNull(imported);
        ArgumentNullException.ThrowIfNull(module);
        Type type = module.GetType();
        PropertyInfo exported = type.GetProperty("ExportedCmdlets")!;
        IDictionary present = (IDictionary)exported.GetValue(module)!;
        MethodInfo? add = type.GetMethod("AddExportedCmdlet", BindingFlags.Instance | BindingFlags.NonPublic);
        foreach (DictionaryEntry cmdlet in (IDictionary)exported.GetValue(imported)!)
        {
            if (!present.Contains(cmdlet.Key))
            {
                add?.Invoke(module, [cmdlet.Value]);
            }
        }
    }

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        string? name = assemblyName.Name;
        if (name is null)
        {
            return null;
        }

        if (s_shared.Contains(name) && (FindLoaded(name) ?? FindInProgram(name)) is { } loaded)
        {
            return loaded;
        }

        string path = PathOf(name);
        return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
    }

    /// <inheritdoc/>
    protected override nint LoadUnmanagedDll(string unmanagedDllName)
    {
        string? path = _nativeResolver.Value.ResolveUnmanagedDllToPath(unmanagedDllName);
        return path is null ? nint.Zero : LoadUnmanagedDllFromPath(path);
    }

    private static Assembly LoadOnce()
    {
        string bin = Path.GetDirectoryName(typeof(ModuleLoader).Assembly.Location)!;
        ModuleLoader context = new(Path.Combine(bin, "lib"));
        Assembly commands = context.LoadFromAssemblyPath(context.PathOf(CommandsName));
        PublishTypes(context.LoadFromAssemblyName(new AssemblyName(CoreName)));
        return commands;
    }

    private static Assembly? FindLoaded(string name) =>
        AppDomain.CurrentDomain.GetAssemblies().FirstOrDefault(assembly => assembly.GetName().Name == name);

    /// <summary>
    /// The copy of the program that runs this, though nothing has needed it yet: the kernel hands its own to C# cells.
    /// </summary>
    private static Assembly? FindInProgram(string name)
    {
        string own = (string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "";
        return own.Contains($"{Path.DirectorySeparatorChar}{name}.dll", StringComparison.Ordinal)
            ? Default.LoadFromAssemblyName(new AssemblyName(name))
            : null;
    }

    /// <summary>
    /// The engine looks for types in the default context alone; an accelerator is its one way to a type elsewhere. Its
    /// key may be the full name, so nothing is added to anybody's namespace.
    /// </summary>
    private static void PublishTypes(Assembly core)
    {
        Type? accelerators = Type.GetType(
            "System.Management.Automation.TypeAccelerators, System.Management.Automation"
        );
        Action<string, Type>? add = accelerators
            ?.GetMethod("Add", [typeof(string), typeof(Type)])
            ?.CreateDelegate<Action<string, Type>>();
        if (add is null)
        {
            return;
        }

        foreach (Type type in core.GetExportedTypes().Where(type => type is { IsNested: false, IsGenericType: false }))
        {
            add(type.FullName!, type);
        }
    }

    private string PathOf(string name) => Path.Combine(_folder, name + ".dll");
}
