using System.Runtime.InteropServices;

namespace ReplicaShell.Link;

/// <summary>
/// Parts the process from the terminal and the shell that started it: a session of its own, and deaf to the signals
/// that a terminal sends.
/// </summary>
internal sealed partial class Detachment : IDisposable
{
    private readonly PosixSignalRegistration hangup;
    private readonly PosixSignalRegistration interrupt;
    private readonly PosixSignalRegistration termination;

    /// <param name="onTermination">Called when the process is asked to end.</param>
    public Detachment(Action onTermination)
    {
        hangup = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal => signal.Cancel = true);
        interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);
        termination = PosixSignalRegistration.Create(
            PosixSignal.SIGTERM,
            signal =>
            {
                signal.Cancel = true;
                onTermination();
            }
        );
        if (!OperatingSystem.IsWindows())
        {
            // It fails only for the leader of a process group, which an interactive shell may have made this one; the
            // signals above are what matters then.
            _ = SetSession();
        }
        InheritedDescriptors.Close();
    }

    /// <summary>Listens to the signals again.</summary>
    public void Dispose()
    {
        hangup.Dispose();
        interrupt.Dispose();
        termination.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "setsid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetSession();
}
