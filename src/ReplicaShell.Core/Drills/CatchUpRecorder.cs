using System.Diagnostics;
using Npgsql;
using ReplicaShell.Pairs;
using ReplicaShell.Replication;
using ReplicaShell.Topology;

namespace ReplicaShell.Drills;

/// <summary>Watches a follower, its slot and the leader's sender for it until told to stop.</summary>
internal sealed class CatchUpRecorder : IAsyncDisposable
{
    private const string SenderSql = "select state from pg_stat_replication where application_name = $1";
    private readonly CancellationTokenSource _stop;
    private readonly Pair _pair;
    private readonly NodeDefinition _node;
    private readonly TimeSpan _interval;
    private readonly List<ReplicationLag> _lag = [];
    private readonly List<ReplicationSlot> _slots = [];
    private readonly Lock _gate = new();
    private readonly Task _work;

    public CatchUpRecorder(Pair pair, NodeDefinition node, TimeSpan interval, CancellationToken cancellationToken)
    {
        (_pair, _node, _interval) = (pair, node, interval);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _work = Task.WhenAll(SampleLagAsync(_stop.Token), SampleSlotAsync(_stop.Token));
    }

    /// <summary>What was seen of the follower so far.</summary>
    public IReadOnlyList<ReplicationLag> Lag => Copy(_lag);

    /// <summary>What was seen of its slot so far.</summary>
    public IReadOnlyList<ReplicationSlot> Slots => Copy(_slots);

    /// <summary>The last that was seen of the follower; null before the first.</summary>
    public ReplicationLag? Last
    {
        get
        {
            lock (_gate)
            {
                return _lag.Count > 0 ? _lag[^1] : null;
            }
        }
    }

    /// <summary>When the leader was first seen to send to it, since the last <see cref="Forget"/>; null before.</summary>
    public DateTimeOffset? SendingAt { get; private set; }

    /// <summary>When the leader was first seen to have sent it everything, since then; null before.</summary>
    public DateTimeOffset? StreamingAt { get; private set; }

    /// <summary>Why it ended before it was told to; null while it goes on.</summary>
    public Exception? Failure => _work.IsFaulted ? _work.Exception?.InnerException : null;

    /// <summary>The sender of before does not count.</summary>
    public void Forget() => (SendingAt, StreamingAt) = (null, null);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private IReadOnlyList<T> Copy<T>(List<T> list)
    {
        lock (_gate)
        {
            return [.. list];
        }
    }

    private async Task SampleLagAsync(CancellationToken cancellationToken)
    {
        await using var sampler = new LagSampler(new PairSampleSource(_pair, _node.Name));
        await foreach (
            var sample in sampler.SampleAsync(new LagOptions { Count = null, Interval = _interval }, cancellationToken)
        )
        {
            lock (_gate)
            {
                _lag.Add(sample);
            }
        }
    }

    private async Task SampleSlotAsync(CancellationToken cancellationToken)
    {
        var leader = _pair.Leader;
        await using var command = _pair.DataSource(leader).CreateCommand(SenderSql);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = _node.Name });
        var started = Stopwatch.GetTimestamp();
        for (var taken = 1; ; taken++)
        {
            var slots = await SlotList.ReadAsync(_pair, leader.Name, cancellationToken);
            lock (_gate)
            {
                _slots.AddRange(slots.Where(slot => slot.Name == _node.Name));
            }

            var state = await command.ExecuteScalarAsync(cancellationToken) as string;
            SendingAt ??= state is null ? null : DateTimeOffset.UtcNow;
            StreamingAt ??= state == "streaming" ? DateTimeOffset.UtcNow : null;
            var early = _interval * taken - Stopwatch.GetElapsedTime(started);
            await Task.Delay(early > TimeSpan.Zero ? early : TimeSpan.Zero, cancellationToken);
        }
    }
}
