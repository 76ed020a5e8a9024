using ReplicaShell.Pairs;
using ReplicaShell.Replication;

namespace ReplicaShell.Workloads;

/// <summary>A workload on a pair, during which the lag of its followers is sampled.</summary>
public static class MeasuredWorkload
{
    /// <summary>Runs a workload and samples lag from its beginning to its end.</summary>
    /// <param name="pair">The pair.</param>
    /// <param name="options">What load to make.</param>
    /// <param name="lag">How to sample; <see cref="LagOptions.Count"/> is passed over.</param>
    /// <param name="progress">Is told how far it is; may be null.</param>
    /// <param name="cancellationToken">Ends both without a result.</param>
    /// <returns>The result of the workload, with the samples.</returns>
    /// <exception cref="Errors.ReplicaException">As for the workload alone.</exception>
    public static async Task<WorkloadResult> RunAsync(
        Pair pair,
        WorkloadOptions options,
        LagOptions lag,
        IProgress<WorkloadProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var samples = SampleAsync(pair, lag with { Count = null }, ended.Token);
        try
        {
            var result = await Workload.RunAsync(new PairLeaderConnections(pair), options, progress, cancellationToken);
            await ended.CancelAsync();
            return result with { Lag = await samples };
        }
        finally
        {
            await ended.CancelAsync();
            await samples;
        }
    }

    private static async Task<IReadOnlyList<ReplicationLag>> SampleAsync(
        Pair pair,
        LagOptions options,
        CancellationToken ended
    )
    {
        var samples = new List<ReplicationLag>();
        await using var sampler = new LagSampler(new PairSampleSource(pair));
        try
        {
            await foreach (var sample in sampler.SampleAsync(options, ended))
            {
                samples.Add(sample);
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The workload has ended, and with it what was to be sampled.
        }

        return samples;
    }
}
