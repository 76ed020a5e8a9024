using System.Management.Automation;

namespace ReplicaShell.Commands.Tests.Engine;

/// <summary>What a script left behind.</summary>
/// <param name="Output">What it wrote to the pipeline.</param>
/// <param name="Errors">Its non-terminating errors, in order.</param>
/// <param name="Streams">The other streams: warnings, verbose, progress.</param>
/// <param name="Terminated">The error that ended it, or null.</param>
public sealed record EngineResult(
    IReadOnlyList<PSObject> Output,
    IReadOnlyList<ErrorRecord> Errors,
    PSDataStreams Streams,
    RuntimeException? Terminated
)
{
    /// <summary>The output as text, an element each.</summary>
    public IReadOnlyList<string> Text => [.. Output.Select(value => value?.ToString() ?? "")];

    /// <summary>The ErrorId of an error without the name of the cmdlet that the engine adds.</summary>
    public static string IdOf(ErrorRecord error) => error.FullyQualifiedErrorId.Split(',')[0];
}
