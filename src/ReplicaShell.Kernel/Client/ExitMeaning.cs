namespace ReplicaShell.Kernel.Client;

/// <summary>What the exit codes mean with which a process ends against its will.</summary>
internal static class ExitMeaning
{
    // Those of Unix are 128 and the signal's number.
    private const int Aborted = 128 + 6;
    private const int Killed = 128 + 9;
    private const int BadAddress = 128 + 11;
    private const int WindowsBadAddress = unchecked((int)0xC0000005);
    private const int WindowsStackOverflow = unchecked((int)0xC00000FD);
    private const int WindowsFailFast = unchecked((int)0x80131623);

    /// <summary>The meaning in a few words; null for a code without one.</summary>
    public static string? Of(int code) =>
        code switch
        {
            Aborted or WindowsFailFast =>
                "as the runtime ends a process at a stack overflow, without memory, or when asked to fail fast",
            WindowsStackOverflow => "a stack overflow",
            Killed => "killed from outside or for want of memory",
            BadAddress or WindowsBadAddress => "native code went wrong",
            _ => null,
        };
}
