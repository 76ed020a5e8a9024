using System.Management.Automation.Language;

namespace ReplicaShell.Cli.Shell;

/// <summary>What the parser says of a text that is still being typed.</summary>
internal static class SourceText
{
    /// <summary>
    /// False when more has to follow, such as a closing brace; true for a text that is whole or wrong in another way.
    /// </summary>
    public static bool IsComplete(string text)
    {
        Parser.ParseInput(text, out _, out var errors);
        return !errors.Any(error => error.IncompleteInput);
    }
}
