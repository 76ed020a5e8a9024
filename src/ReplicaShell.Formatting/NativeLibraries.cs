using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace ReplicaShell.Formatting;

/// <summary>
/// The native libraries of the pictures. A program finds them by its list of dependencies; what a notebook loads by its path
/// has no such list, so they are looked for beside it.
/// </summary>
internal static class NativeLibraries
{
    /// <summary>Looks beside an assembly for what nothing else found.</summary>
    public static void FindBeside(Assembly assembly)
    {
        if (Path.GetDirectoryName(assembly.Location) is not { Length: > 0 } folder)
        {
            return;
        }

        AssemblyLoadContext.Default.ResolvingUnmanagedDll += (_, name) => Load(folder, name);
        if (AssemblyLoadContext.GetLoadContext(assembly) is { } own && own != AssemblyLoadContext.Default)
        {
            own.ResolvingUnmanagedDll += (_, name) => Load(folder, name);
        }
    }

    private static nint Load(string folder, string name)
    {
        var prefix = OperatingSystem.IsWindows() || name.StartsWith("lib", StringComparison.Ordinal) ? "" : "lib";
        var suffix =
            OperatingSystem.IsWindows() ? ".dll"
            : OperatingSystem.IsMacOS() ? ".dylib"
            : ".so";
        string[] places =
        [
            Path.Combine(folder, prefix + name + suffix),
            Path.Combine(folder, "runtimes", RuntimeInformation.RuntimeIdentifier, "native", prefix + name + suffix),
        ];
        foreach (var place in places)
        {
            if (NativeLibrary.TryLoad(place, out var handle))
            {
                return handle;
            }
        }

        return 0;
    }
}
