namespace ReplicaShell.Engines.Local.Processes;

/// <summary>The table of the operating system that runs here.</summary>
internal static class ProcessTable
{
    public static readonly IProcessTable Current =
        OperatingSystem.IsWindows() ? new WindowsProcessTable()
        : OperatingSystem.IsLinux() ? new LinuxProcessTable()
        : new UnixProcessTable();
}
