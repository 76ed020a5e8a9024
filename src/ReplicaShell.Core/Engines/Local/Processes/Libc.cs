using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace ReplicaShell.Engines.Local.Processes;

/// <summary>The few calls of the C library that .NET does not offer.</summary>
[UnsupportedOSPlatform("windows")]
internal static partial class Libc
{
    public const int SignalKill = 9;
    public const int SignalTerminate = 15;

    private const int RemoveSegment = 0;
    private const int OpenForReading = 0;

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

    /// <summary>Writes everything that the file system of a folder holds in memory to its disk. Linux alone has this call.</summary>
    /// <exception cref="IOException">It could not be done.</exception>
    public static void SyncFileSystem(string folder)
    {
        var descriptor = Open(folder, OpenForReading);
        if (descriptor < 0 || SyncFileSystem(descriptor) != 0)
        {
            throw new IOException($"The file system of '{folder}' could not be written to its disk.");
        }

        _ = Close(descriptor);
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "syncfs", SetLastError = true)]
    private static partial int SyncFileSystem(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "shmget")]
    private static partial int FindSharedMemory(int key, nuint size, int flags);

    [LibraryImport("libc", EntryPoint = "shmctl")]
    private static partial int SharedMemoryControl(int segment, int command, nint buffer);
}
