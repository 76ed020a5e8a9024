using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace ReplicaShell.Link.Contract;

/// <summary>
/// Tells one process from a later one that got the same id: the moment of its start, in ticks, and on Linux the boot
/// in which that moment lies. Process.StartTime alone would not do there, since it is computed from the wall clock and
/// differs from one reader to the next.
/// </summary>
internal static class ProcessStamp
{
    /// <summary>The stamp of the process <paramref name="pid"/>, or null when no such process runs.</summary>
    public static string? Of(int pid) => OperatingSystem.IsLinux() ? OnLinux(pid) : Elsewhere(pid);

    private static string? OnLinux(int pid)
    {
        try
        {
            // The command's name stands in brackets and may hold anything; the state and the rest follow the last one.
            var stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/stat"));
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            var startTicks = fields[19];
            return fields[0] is "Z" or "X" ? null : $"{startTicks}@{BootId()}";
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static string BootId() => File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim();

    private static string? Elsewhere(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            return process.StartTime.ToUniversalTime().Ticks.ToString(CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or Win32Exception)
        {
            return null;
        }
    }
}
