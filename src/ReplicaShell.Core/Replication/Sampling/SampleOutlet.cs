using System.Diagnostics;
using System.Threading.Channels;

namespace ReplicaShell.Replication.Sampling;

/// <summary>
/// Hands samples from the sampling thread to their reader in batches, so that fast sampling does not wake the reader for
/// each: a thread of the pool that wakes and finds nothing more to do costs as much as the sample itself. A reader that is
/// slower than the sampling slows it down; nothing is dropped, but at the end what a reader does not take that lies far behind.
/// </summary>
/// <param name="longestDelay">How long a sample may wait for others.</param>
internal sealed class SampleOutlet(TimeSpan longestDelay)
{
    private const int LargestBatch = 512;
    private readonly List<ReplicationLag> _batch = [];
    private readonly Channel<ReplicationLag[]> _channel = Channel.CreateBounded<ReplicationLag[]>(
        new BoundedChannelOptions(16) { SingleReader = true, SingleWriter = true }
    );
    private long _handedOverAt = Stopwatch.GetTimestamp();

    /// <summary>The batches, in order.</summary>
    public ChannelReader<ReplicationLag[]> Batches => _channel.Reader;

    /// <summary>Adds a sample.</summary>
    public void Add(ReplicationLag sample) => _batch.Add(sample);

    /// <summary>Hands over what there is, if it is time.</summary>
    /// <param name="pause">How long nothing more will come.</param>
    /// <param name="cancellationToken">Ends the wait for a slow reader.</param>
    public void HandOver(TimeSpan pause, CancellationToken cancellationToken)
    {
        var due = _batch.Count >= LargestBatch || Stopwatch.GetElapsedTime(_handedOverAt) + pause >= longestDelay;
        if (_batch.Count == 0 || !due)
        {
            return;
        }

        var batch = _batch.ToArray();
        _batch.Clear();
        if (!_channel.Writer.TryWrite(batch))
        {
            _channel.Writer.WriteAsync(batch, cancellationToken).AsTask().Wait(cancellationToken);
        }

        _handedOverAt = Stopwatch.GetTimestamp();
    }

    /// <summary>Nothing more will come than what there is; with the reason, if it is a failure.</summary>
    public void Complete(Exception? failure = null)
    {
        if (_batch.Count > 0)
        {
            // Full only while the reader is many batches behind, or gone: then there is nobody to wait for.
            _channel.Writer.TryWrite([.. _batch]);
        }

        _channel.Writer.TryComplete(failure);
    }
}
