using ReplicaShell.Benchmarks.Measuring;

namespace ReplicaShell.Benchmarks.Lag;

/// <summary>What sampling took of one core: the process that samples, and the sessions that it asks.</summary>
/// <param name="Sampler">The process's share, 0 to 1.</param>
/// <param name="Backends">The sessions' share, 0 to 1.</param>
/// <param name="Rate">How many samples a second it took meanwhile.</param>
internal readonly record struct CpuShare(double Sampler, double Backends, double Rate)
{
    public double Total => Sampler + Backends;

    public override string ToString() =>
        Figure.Text($"{100 * Total:F1}% (sampler {100 * Sampler:F1}%, servers {100 * Backends:F1}%)");
}
