namespace ReplicaShell.History;

/// <summary>
/// Records what clients do while they do it. Each client writes into buffers of its own, so recording takes no lock and
/// no client waits for another; <see cref="ToHistory"/> merges the buffers.
/// </summary>
public sealed class HistoryRecorder
{
    private readonly Lock _gate = new();
    private readonly List<ClientRecorder> _clients = [];
    private readonly TimeProvider _time;
    private readonly long _start;

    /// <summary>Starts a history now.</summary>
    /// <param name="time">The clock; null for that of the system.</param>
    public HistoryRecorder(TimeProvider? time = null)
    {
        _time = time ?? TimeProvider.System;
        StartedAt = _time.GetUtcNow();
        _start = _time.GetTimestamp();
    }

    /// <summary>When the history began, in UTC: the zero of <see cref="Elapsed"/>.</summary>
    public DateTimeOffset StartedAt { get; }

    /// <summary>The time since the history began, on a monotonic clock.</summary>
    public TimeSpan Elapsed => _time.GetElapsedTime(_start);

    internal TextTable Texts { get; } = new();

    /// <summary>The recorder of one more client; the clients are numbered from 0.</summary>
    public ClientRecorder AddClient()
    {
        lock (_gate)
        {
            var client = new ClientRecorder(this, _clients.Count);
            _clients.Add(client);
            return client;
        }
    }

    /// <summary>
    /// Everything that was recorded before this call, in the order in which it was invoked. Recording may go on; what is
    /// recorded later is not in the history.
    /// </summary>
    public OperationHistory ToHistory()
    {
        RecordBuffer.Snapshot[] buffers;
        lock (_gate)
        {
            buffers = [.. _clients.Select(client => client.Buffer.Take())];
        }

        return new OperationHistory(StartedAt, HistoryMerge.ByInvocation(buffers), Texts.ToArray());
    }
}
