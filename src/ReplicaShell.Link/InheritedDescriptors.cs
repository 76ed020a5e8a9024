using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace ReplicaShell.Link;

/// <summary>
/// Closes pipes and terminals that the process inherited besides its standard streams. A shell, a test runner or make
/// leaves such descriptors open, and would wait for ever at the other end of a pipe that a link holds.
/// </summary>
internal static class InheritedDescriptors
{
    private const int LastStandardStream = 2;

    /// <summary>The flag of a descriptor that the runtime opened itself: it closes on exec, so it was not inherited.</summary>
    private const int CloseOnExec = 0x80000;

    /// <summary>Closes what was inherited. Only Linux tells which that is.</summary>
    public static void Close()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }
        foreach (var link in Directory.GetFiles("/proc/self/fd"))
        {
            var descriptor = int.Parse(Path.GetFileName(link), CultureInfo.InvariantCulture);
            if (descriptor > LastStandardStream && IsPipeOrTerminal(link) && IsInherited(descriptor))
            {
                new SafeFileHandle(descriptor, ownsHandle: true).Dispose();
            }
        }
    }

    private static bool IsPipeOrTerminal(string link)
    {
        try
        {
            var target = new FileInfo(link).LinkTarget ?? "";
            return target.StartsWith("pipe:[", StringComparison.Ordinal)
                || target.StartsWith("/dev/pts/", StringComparison.Ordinal)
                || target.StartsWith("/dev/tty", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static bool IsInherited(int descriptor)
    {
        try
        {
            var lines = File.ReadLines(string.Create(CultureInfo.InvariantCulture, $"/proc/self/fdinfo/{descriptor}"));
            var flags = lines.First(line => line.StartsWith("flags:", StringComparison.Ordinal))["flags:".Length..];
            return (Convert.ToInt32(flags.Trim(), 8) & CloseOnExec) == 0;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
