using ReplicaShell.Topology;

namespace ReplicaShell.Commands.Infrastructure;

/// <summary>Hands on what the core reports; the progress of .NET's own would come late and out of order.</summary>
/// <param name="cmdlet">Whose progress it is.</param>
/// <param name="activity">What the cmdlet does as a whole.</param>
internal sealed class PipelineProgress(ReplicaCmdlet cmdlet, string activity) : IProgress<ProgressReport>
{
    /// <inheritdoc/>
    public void Report(ProgressReport value) => cmdlet.PostProgress(activity, value.Step, value.Percent);
}
