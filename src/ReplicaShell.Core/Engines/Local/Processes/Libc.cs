using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace ReplicaShell.Engines.Local.Processes;

/// <summary>The few calls of the C library that .NET does not offer.</summary>
[UnsupportedOSPlatform("windows")]
internal static partial class Libc
{
    public const int SignalKill = 9;

    private const int RemoveSegment = 0;

    // The numbers of these two differ between Linux and the BSDs, of which macOS is one.
    public static int SignalStop => OperatingSystem.IsLinux() ? 19 : 17;

    public static int SignalContinue => OperatingSystem.IsLinux() ? 18 : 19;

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    public static partial int Kill(int process, int signal);

    [LibraryImport("libc", EntryPoint = "lchown", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int ChangeOwner(string path, uint user, uint group);

    /// <summary>
    /// Marks a System V shared memory segment for removal. The key is asked for first: after a reboot the number may be
    /// that of a stranger's segment.
    /// </summary>
    public static void RemoveSharedMemory(int key, int segment)
    {
        if (FindSharedMemory(key, 0, 0) == segment)
        {
            _ = SharedMemoryControl(segment, RemoveSegment, 0);
        }
    }

    [LibraryImport("libc", EntryPoint = "shmget")]
    private static partial int FindSharedMemory(int key, nuint size, int flags);

    [LibraryImport("libc", EntryPoint = "shmctl")]
    private static partial int SharedMemoryControl(int segment, int command, nint buffer);
}
