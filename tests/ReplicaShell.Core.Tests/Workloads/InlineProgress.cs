using ReplicaShell.Workloads;

namespace ReplicaShell.Core.Tests.Workloads;

/// <summary>Hands reports on at once, on the thread that makes them.</summary>
internal sealed class InlineProgress(Action<WorkloadProgress> report) : IProgress<WorkloadProgress>
{
    public void Report(WorkloadProgress value) => report(value);
}
