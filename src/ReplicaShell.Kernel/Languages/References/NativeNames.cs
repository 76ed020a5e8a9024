using System.Runtime.InteropServices;

namespace ReplicaShell.Kernel.Languages.References;

/// <summary>What the file of a native library may be called here, and where it may lie.</summary>
internal static class NativeNames
{
    /// <summary>The portable name of this platform, as packages spell it: <c>linux-x64</c>.</summary>
    public static string Platform { get; } =
        (
            OperatingSystem.IsWindows() ? "win"
            : OperatingSystem.IsMacOS() ? "osx"
            : "linux"
        )
        + "-"
        + RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();

    /// <summary>The names of files, the likeliest first.</summary>
    public static IEnumerable<string> Of(string library)
    {
        var ending =
            OperatingSystem.IsWindows() ? ".dll"
            : OperatingSystem.IsMacOS() ? ".dylib"
            : ".so";
        return library.Contains(ending, StringComparison.OrdinalIgnoreCase)
            ? [library, "lib" + library]
            : [library + ending, "lib" + library + ending, library];
    }

    /// <summary>The folders below that of an assembly in which builds leave native libraries.</summary>
    public static IEnumerable<string> Places(string folder) =>
        [folder, Path.Combine(folder, "runtimes", Platform, "native")];
}
