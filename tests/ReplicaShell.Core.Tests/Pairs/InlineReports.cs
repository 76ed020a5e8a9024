using ReplicaShell.Topology;

namespace ReplicaShell.Core.Tests.Pairs;

/// <summary>Hands reports on at once, on the thread that makes them.</summary>
internal sealed class InlineReports(Action<ProgressReport> report) : IProgress<ProgressReport>
{
    public void Report(ProgressReport value) => report(value);
}
