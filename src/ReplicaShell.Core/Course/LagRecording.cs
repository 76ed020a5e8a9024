using ReplicaShell.Pairs;
using ReplicaShell.Replication;

namespace ReplicaShell.Course;

/// <summary>
/// Samples of the lag of a pair's followers, taken in the background while a lesson goes on: each <see cref="Take"/> is a
/// part of it, and <see cref="StopAsync"/> gives them all.
/// </summary>
public sealed class LagRecording : IAsyncDisposable
{
    private static readonly TimeSpan TimeToFirstBeat = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stop = new();
    private readonly List<ReplicationLag> _samples = [];
    private readonly Task _running;
    private int _taken;

    /// <remarks>It outlives the cell that began it, so it must not come back to that cell's thread.</remarks>
    internal LagRecording(Pair pair, TimeSpan interval) =>
        _running = Task.Run(() => RunAsync(pair, new LagOptions { Interval = interval, Heartbeat = true }));

    /// <summary>The samples since the last time that some were taken, or since the beginning.</summary>
    public IReadOnlyList<ReplicationLag> Take()
    {
        lock (_samples)
        {
            var part = _samples[_taken..];
            _taken = _samples.Count;
            return part;
        }
    }

    /// <summary>Ends it.</summary>
    /// <returns>All samples, taken or not.</returns>
    /// <exception cref="Errors.ReplicaException">What sampling can meet: <c>PairNotFound</c>, <c>NodeUnreachable</c>.</exception>
    public async Task<IReadOnlyList<ReplicationLag>> StopAsync()
    {
        await _stop.CancelAsync();
        await _running;
        return _samples;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }

    private async Task RunAsync(Pair pair, LagOptions options)
    {
        await using var sampler = new LagSampler(new PairSampleSource(pair));
        try
        {
            var began = DateTimeOffset.UtcNow;
            await foreach (var sample in sampler.SampleAsync(options, _stop.Token))
            {
                lock (_samples)
                {
                    // Before the first heartbeat has arrived nothing is known of it, which a picture need not begin with.
                    if (_samples.Count > 0 || sample.HeartbeatLag is not null || sample.Time - began > TimeToFirstBeat)
                    {
                        _samples.Add(sample);
                    }
                }
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Stopped, as somebody wanted.
        }
    }
}
