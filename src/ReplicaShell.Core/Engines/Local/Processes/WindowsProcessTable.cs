using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace ReplicaShell.Engines.Local.Processes;

/// <summary>Uses the tool-help snapshot for parents, and ntdll to freeze, as Windows has no signals.</summary>
internal sealed partial class WindowsProcessTable : IProcessTable
{
    private const uint SnapshotOfProcesses = 2;

    public unsafe IReadOnlyList<ProcessEntry> List()
    {
        var entries = new List<ProcessEntry>();
        var snapshot = CreateToolhelp32Snapshot(SnapshotOfProcesses, 0);
        try
        {
            var entry = new SnapshotEntry { Size = (uint)sizeof(SnapshotEntry) };
            for (var more = Process32FirstW(snapshot, ref entry); more; more = Process32NextW(snapshot, ref entry))
            {
                entries.Add(new ProcessEntry((int)entry.Id, (int)entry.Parent, Frozen: false, Gone: false));
            }
        }
        finally
        {
            CloseHandle(snapshot);
        }

        return entries;
    }

    public ProcessEntry? Find(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return new ProcessEntry(id, 0, IsFrozen(process), process.HasExited);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    // Windows gives numbers anew, so a process counts as the server only when it is a postgres.exe that started before
    // the file was last written.
    public bool IsServerOf(int id, string dataFolder)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return process.ProcessName.Equals("postgres", StringComparison.OrdinalIgnoreCase)
                && process.StartTime.ToUniversalTime()
                    <= File.GetLastWriteTimeUtc(Path.Combine(dataFolder, "postmaster.pid")).AddSeconds(5);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    public IReadOnlyList<int> WorkingIn(string folder) => [];

    public void Freeze(int id) => With(id, process => _ = NtSuspendProcess(process.Handle));

    public void Thaw(int id) => With(id, process => _ = NtResumeProcess(process.Handle));

    public void Terminate(int id) { }

    public void Kill(int id) => With(id, process => process.Kill());

    private static bool IsFrozen(Process process) =>
        process
            .Threads.Cast<ProcessThread>()
            .All(thread =>
                thread.ThreadState == System.Diagnostics.ThreadState.Wait
                && thread.WaitReason == ThreadWaitReason.Suspended
            );

    private static void With(int id, Action<Process> act)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            act(process);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or Win32Exception)
        {
            // It is gone: what was asked for holds.
        }
    }

    [LibraryImport("kernel32.dll", SetLastError = true)]
    private static partial nint CreateToolhelp32Snapshot(uint flags, uint process);

    [LibraryImport("kernel32.dll", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool Process32FirstW(nint snapshot, ref SnapshotEntry entry);

    [LibraryImport("kernel32.dll", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool Process32NextW(nint snapshot, ref SnapshotEntry entry);

    [LibraryImport("kernel32.dll")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool CloseHandle(nint handle);

    [LibraryImport("ntdll.dll")]
    private static partial int NtSuspendProcess(nint process);

    [LibraryImport("ntdll.dll")]
    private static partial int NtResumeProcess(nint process);

    [StructLayout(LayoutKind.Sequential)]
    private unsafe struct SnapshotEntry
    {
        public uint Size;
        public uint Usage;
        public uint Id;
        public nuint DefaultHeap;
        public uint Module;
        public uint Threads;
        public uint Parent;
        public int Priority;
        public uint Flags;
        public fixed char File[260];
    }
}
