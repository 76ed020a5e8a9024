namespace ReplicaShell.Commands.Infrastructure;

/// <summary>Something that only the pipeline thread may do: write an object, ask the user.</summary>
/// <param name="Run">Does it, on the pipeline thread.</param>
/// <param name="Abandon">Called instead when the pipeline is over, so that nobody waits for it for ever; or null.</param>
internal sealed record PipelineRequest(Action Run, Action? Abandon = null);
