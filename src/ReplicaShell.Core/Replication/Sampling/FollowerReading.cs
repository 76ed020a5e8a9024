using System.Runtime.InteropServices;
using ReplicaShell.Topology;
using ReplicaShell.Wire;

namespace ReplicaShell.Replication.Sampling;

/// <summary>What a follower last said.</summary>
internal sealed class FollowerReading : IWireSink
{
    private readonly List<WireStatement> _asked = new(4);
    private Due _receiverDue = new(TimeSpan.FromMilliseconds(50));
    private Due _timelineDue = new(TimeSpan.FromMilliseconds(250));
    private Due _existsDue = new(TimeSpan.FromMilliseconds(250));
    private bool _hasHeartbeat;

    /// <summary>Whether the last question was answered; else the rest is of an earlier moment.</summary>
    public bool IsFresh { get; private set; }

    /// <summary>Whether it follows and its receiver streams.</summary>
    public bool IsReceiving { get; private set; }

    /// <summary>Whether it said that it is no follower: it was promoted.</summary>
    public bool IsPromoted { get; private set; }

    /// <summary>How much WAL is on its disk.</summary>
    public Lsn? Received { get; private set; }

    /// <summary>How much WAL it has replayed.</summary>
    public Lsn? Replayed { get; private set; }

    /// <summary>Its timeline.</summary>
    public int? Timeline { get; private set; }

    /// <summary>The newest heartbeat that its readers see; null when that was not asked or there is none.</summary>
    public DateTimeOffset? Heartbeat { get; private set; }

    /// <summary>Asks what is needed; false when that is not possible now.</summary>
    public bool TryAsk(NodeSession session, TimeSpan at, bool heartbeat)
    {
        (IsFresh, Heartbeat) = (false, null);
        _asked.Clear();
        _asked.Add(LagStatements.FollowerPosition);
        if (_receiverDue.Take(at))
        {
            _asked.Add(LagStatements.Receiver);
        }

        if (!IsReceiving && _timelineDue.Take(at))
        {
            _asked.Add(LagStatements.RecoveryTimeline);
        }

        if (heartbeat && _hasHeartbeat)
        {
            _asked.Add(LagStatements.ReadHeartbeat);
        }
        else if (heartbeat && _existsDue.Take(at))
        {
            _asked.Add(LagStatements.HeartbeatExists);
        }

        return session.TryAsk(CollectionsMarshal.AsSpan(_asked));
    }

    /// <summary>Forgets everything: the server that comes back may be another one in the same place.</summary>
    public void Clear()
    {
        (IsFresh, IsReceiving, IsPromoted, _hasHeartbeat) = (false, false, false, false);
        (Received, Replayed, Timeline, Heartbeat) = (null, null, null, null);
        _receiverDue.Reset();
        _timelineDue.Reset();
        _existsDue.Reset();
    }

    /// <inheritdoc/>
    public void OnRow(int statement, WireRow row)
    {
        var asked = _asked[statement];
        if (asked == LagStatements.FollowerPosition)
        {
            TakePositions(row);
        }
        else if (asked == LagStatements.Receiver)
        {
            TakeReceiver(row);
        }
        else if (asked == LagStatements.RecoveryTimeline)
        {
            // A receiver that was there before may know of a later timeline than the control file.
            Timeline = Math.Max(row.NextInt32() ?? 0, Timeline ?? 0);
        }
        else if (asked == LagStatements.HeartbeatExists)
        {
            _hasHeartbeat = row.NextBoolean() == true;
        }
        else
        {
            Heartbeat = row.NextTimestamp();
        }
    }

    /// <inheritdoc/>
    public void OnError(int statement, WireError error)
    {
        if (_asked[statement] == LagStatements.ReadHeartbeat)
        {
            _hasHeartbeat = false;
        }
    }

    private void TakePositions(WireRow row)
    {
        IsFresh = true;
        IsPromoted = row.NextBoolean() == false;
        var (received, replayed) = (row.NextLsn(), row.NextLsn());
        (Received, Replayed) = (received > replayed || replayed is null ? received : replayed, replayed);
    }

    private void TakeReceiver(WireRow row)
    {
        var pid = row.NextInt32();
        var status = row.NextText(); // hidden from users without the right to see it
        IsReceiving = !IsPromoted && pid is not null && status is null or "streaming";
        Timeline = row.NextInt32() ?? Timeline;
    }
}
