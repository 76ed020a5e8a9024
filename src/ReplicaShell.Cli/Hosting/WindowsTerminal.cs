using System.Runtime.InteropServices;

namespace ReplicaShell.Cli.Hosting;

/// <summary>The consoles of Windows take escape sequences only once they are told to.</summary>
internal static partial class WindowsTerminal
{
    private const int StandardOutput = -11;
    private const int StandardError = -12;
    private const uint VirtualTerminalProcessing = 0x0004;

    /// <summary>Turns escape sequences on.</summary>
    /// <returns>True where they work; always true on other operating systems.</returns>
    public static bool TurnOnEscapes()
    {
        if (!OperatingSystem.IsWindows())
        {
            return true;
        }

        // One of the two may be a file: what is no console needs no mode.
        return TurnOn(StandardOutput) | TurnOn(StandardError);
    }

    private static bool TurnOn(int stream)
    {
        var handle = GetStdHandle(stream);
        return GetConsoleMode(handle, out var mode)
            && ((mode & VirtualTerminalProcessing) != 0 || SetConsoleMode(handle, mode | VirtualTerminalProcessing));
    }

    [LibraryImport("kernel32.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial nint GetStdHandle(int stream);

    [LibraryImport("kernel32.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool GetConsoleMode(nint handle, out uint mode);

    [LibraryImport("kernel32.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool SetConsoleMode(nint handle, uint mode);
}
