namespace ReplicaShell.Cli.Sessions;

/// <summary>The codes that this program ends with besides those of <c>exit N</c>; the same as pwsh's where it has one.</summary>
internal static class ExitCode
{
    /// <summary>All went well.</summary>
    public const int Success = 0;

    /// <summary>The last command failed, or a script was ended by an error.</summary>
    public const int Failure = 1;

    /// <summary>The command line makes no sense, or names a file that does not exist (EX_USAGE of sysexits.h).</summary>
    public const int Usage = 64;

    /// <summary>The session could not be made (EX_SOFTWARE of sysexits.h).</summary>
    public const int NoSession = 70;

    /// <summary>Stopped by Ctrl+C: 128 and the signal's number, as shells count.</summary>
    public const int Interrupted = 130;

    /// <summary>Stopped by a request to terminate: 128 and the signal's number, as shells count.</summary>
    public const int Terminated = 143;
}
