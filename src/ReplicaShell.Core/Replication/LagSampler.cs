using System.Runtime.CompilerServices;
using ReplicaShell.Replication.Sampling;

namespace ReplicaShell.Replication;

/// <summary>
/// Measures how far the followers of a pair are behind, over sessions that it keeps until it is disposed. Failures of
/// nodes are what it measures: they show in the samples and are no exceptions.
/// </summary>
/// <remarks>
/// It speaks PostgreSQL's protocol over blocking sockets on one thread, because the waits must be bounded below a second
/// and a frozen server must not be waited for at all, and because the measuring should not disturb what is measured.
/// </remarks>
/// <param name="source">Who leads, and which servers run.</param>
public sealed class LagSampler(ISampleSource source) : IAsyncDisposable
{
    private readonly SessionCache _sessions = new();
    private readonly CancellationTokenSource _disposal = new();
    private Task _running = Task.CompletedTask;
    private int _isSampling;
    private bool _disposed;

    /// <summary>Samples at regular moments; each gives one sample a follower, in the order of the source.</summary>
    /// <param name="options">How many and how often.</param>
    /// <param name="cancellationToken">
    /// Ends the sampling within 0.1 s, also when nodes are frozen; the samples until then still come.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">The count or the interval is negative.</exception>
    /// <exception cref="InvalidOperationException">An earlier sampling of the same sampler still goes on.</exception>
    /// <exception cref="Errors.ReplicaException"><c>NodeUnreachable</c>: every node refuses the user or the database.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async IAsyncEnumerable<ReplicationLag> SampleAsync(
        LagOptions options,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        ArgumentOutOfRangeException.ThrowIfNegative(options.Count ?? 0, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Interval, TimeSpan.Zero, nameof(options));
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (Interlocked.Exchange(ref _isSampling, 1) == 1)
        {
            throw new InvalidOperationException("This sampler is sampling already: make another one.");
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _disposal.Token);
        var outlet = new SampleOutlet(SamplingPace.LongestDelay(options.Interval));
        var loop = new SamplingLoop(source, _sessions, options, outlet, stop.Token);
        _running = Task.Factory.StartNew(
            loop.Run,
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
        try
        {
            // To the end, which the token brings about: what was sampled until then is not lost.
            await foreach (var batch in outlet.Batches.ReadAllAsync(CancellationToken.None))
            {
                foreach (var sample in batch)
                {
                    yield return sample;
                }
            }
        }
        finally
        {
            await stop.CancelAsync();
            await _running;
            _isSampling = 0;
        }
    }

    /// <summary>Ends the sampling that still goes on, and all sessions.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        await _disposal.CancelAsync();
        await _running;
        _sessions.Dispose();
        _disposal.Dispose();
    }
}
