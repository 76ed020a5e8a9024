using ReplicaShell.Engines.Waiting;
using ReplicaShell.Pairs;
using ReplicaShell.Workloads;

namespace ReplicaShell.Measurements;

/// <summary>Load on a pair that goes on until somebody has seen enough.</summary>
internal sealed class RunningLoad : IProgress<WorkloadProgress>, IAsyncDisposable
{
    /// <summary>Longer than any failover; it ends when <see cref="FinishAsync"/> says so.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    private readonly CancellationTokenSource _enough = new();
    private readonly CancellationTokenSource _abandoned;
    private readonly Pair _pair;
    private readonly Task<WorkloadResult> _running;
    private int _acknowledged;
    private int _reports;

    private RunningLoad(Pair pair, FailoverMeasurementOptions options, CancellationToken cancellationToken)
    {
        _pair = pair;
        _abandoned = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var workload = new WorkloadOptions
        {
            Duration = Longest,
            Clients = options.Clients,
            Rate = options.Rate,
            WriteTimeout = options.WriteTimeout,
        };
        _running = Workload.RunAsync(new PairLeaderConnections(pair), workload, this, _abandoned.Token, _enough.Token);
    }

    /// <summary>Begins.</summary>
    /// <param name="pair">The pair as another shell would have opened it: clients find the new leader by themselves. It is closed with the load.</param>
    /// <param name="options">How many clients.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static RunningLoad Start(
        Pair pair,
        FailoverMeasurementOptions options,
        CancellationToken cancellationToken
    ) => new(pair, options, cancellationToken);

    private int Acknowledged => Volatile.Read(ref _acknowledged);

    /// <inheritdoc/>
    public void Report(WorkloadProgress value)
    {
        ArgumentNullException.ThrowIfNull(value);
        Volatile.Write(ref _acknowledged, value.Acknowledged);
        Interlocked.Increment(ref _reports);
    }

    /// <summary>Awaits that writes are acknowledged which were not when this was called; false when none were in time.</summary>
    public async Task<bool> AwaitReturnAsync(TimeSpan within, CancellationToken cancellationToken)
    {
        // What was acknowledged before may not have been reported yet.
        var reports = Volatile.Read(ref _reports);
        await Until.TrueAsync(
            () => Volatile.Read(ref _reports) > reports || _running.IsCompleted,
            within,
            cancellationToken
        );
        return await AwaitMoreAsync(Acknowledged, within, cancellationToken);
    }

    /// <summary>Awaits that more operations were acknowledged than that; false when they were not in time.</summary>
    public async Task<bool> AwaitMoreAsync(int than, TimeSpan within, CancellationToken cancellationToken) =>
        await Until.TrueAsync(() => Acknowledged > than || _running.IsCompleted, within, cancellationToken)
        && Acknowledged > than;

    /// <summary>Ends it and returns what it did.</summary>
    public async Task<WorkloadResult> FinishAsync()
    {
        await _enough.CancelAsync();
        return await _running;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _abandoned.CancelAsync();
        await _running.ContinueWith(
            ended => _ = ended.Exception,
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default
        );
        await _pair.DisposeAsync();
        _abandoned.Dispose();
        _enough.Dispose();
    }
}
