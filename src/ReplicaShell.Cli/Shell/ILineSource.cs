namespace ReplicaShell.Cli.Shell;

/// <summary>Where the shell's commands come from.</summary>
internal interface ILineSource
{
    /// <summary>Somebody types: the shell's end is their wish, not the outcome of the last command.</summary>
    bool IsInteractive { get; }

    /// <summary>Reads a whole command, which may span lines.</summary>
    /// <returns>The command, empty when it was cancelled; null at the end.</returns>
    string? Read();
}
