namespace ReplicaShell.Cli.Tests.Running;

/// <summary>What a run of the program left behind.</summary>
/// <param name="ExitCode">The code that it ended with.</param>
/// <param name="Output">Its standard output, lines parted by \n.</param>
/// <param name="Error">Its standard error, lines parted by \n.</param>
public sealed record ProgramResult(int ExitCode, string Output, string Error)
{
    /// <summary>The lines of the output that are not empty.</summary>
    public IReadOnlyList<string> Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
