using ReplicaShell.Workloads;

namespace ReplicaShell.Benchmarks.Load;

/// <summary>The module's own load generator, with its history.</summary>
internal sealed class OurLoad : ILoad
{
    public async Task<double> RunAsync(LoadTable table, TimeSpan duration)
    {
        var options = new WorkloadOptions
        {
            Duration = duration,
            Clients = ILoad.Clients,
            ReadRatio = table.Reads ? 1 : 0,
        };
        var result = await Workload.RunAsync(table.Target, options);
        return result.Acknowledged == result.Operations
            ? result.Throughput
            : throw new InvalidOperationException(string.Join(", ", result.Errors));
    }
}
