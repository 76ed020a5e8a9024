using System.Globalization;
using System.Runtime.InteropServices;
using ReplicaShell.Topology;
using ReplicaShell.Wire;

namespace ReplicaShell.Replication.Sampling;

/// <summary>What the leader last said; everything is null while it cannot be asked.</summary>
internal sealed class LeaderReading : IWireSink
{
    private const string RecoveryInProgress = "55000";
    private readonly List<WireStatement> _asked = new(3);
    private readonly List<SenderReading> _senders = [];
    private readonly Dictionary<int, string> _names = [];
    private bool _namesAsked;
    private Due _sendersDue = new(TimeSpan.FromMilliseconds(50));
    private Due _namesDue = new(TimeSpan.FromMilliseconds(100));

    /// <summary>How far WAL is written.</summary>
    public Lsn? Written { get; private set; }

    /// <summary>How far WAL is on disk, which is how far it may be sent.</summary>
    public Lsn? Flushed { get; private set; }

    /// <summary>The timeline that it writes.</summary>
    public int? Timeline { get; private set; }

    /// <summary>Its clock.</summary>
    public DateTimeOffset? Clock { get; private set; }

    /// <summary>Whether it said that it is no leader.</summary>
    public bool IsInRecovery { get; private set; }

    /// <summary>Asks what is needed; false when that is not possible now.</summary>
    public bool TryAsk(NodeSession session, TimeSpan at)
    {
        _asked.Clear();
        _asked.Add(LagStatements.LeaderPosition);
        if (_sendersDue.Take(at))
        {
            _senders.Clear();
            _asked.Add(LagStatements.Senders);
        }

        if ((!_namesAsked || HasUnknownSender()) && _namesDue.Take(at))
        {
            _namesAsked = true;
            _asked.Add(LagStatements.SenderNames);
        }

        return session.TryAsk(CollectionsMarshal.AsSpan(_asked));
    }

    /// <summary>Makes room for a new answer.</summary>
    public void Clear() => (Written, Flushed, Timeline, Clock, IsInRecovery) = (null, null, null, null, false);

    /// <summary>Forgets everything: the server that comes back may be another one in the same place.</summary>
    public void Forget()
    {
        Clear();
        _senders.Clear();
        _names.Clear();
        _namesAsked = false;
        _sendersDue.Reset();
        _namesDue.Reset();
    }

    /// <summary>The sender that serves the node; null when there is none, or its name is not known.</summary>
    public SenderReading? FindSender(string node)
    {
        if (Written is null)
        {
            return null;
        }

        foreach (var sender in _senders)
        {
            if (_names.TryGetValue(sender.Pid, out var name) && name.Equals(node, StringComparison.OrdinalIgnoreCase))
            {
                return sender;
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public void OnRow(int statement, WireRow row)
    {
        var asked = _asked[statement];
        if (asked == LagStatements.LeaderPosition)
        {
            TakePosition(row);
        }
        else if (asked == LagStatements.Senders)
        {
            _senders.Add(
                new SenderReading(row.NextInt32() ?? 0, row.NextInterval(), row.NextInterval(), row.NextInterval())
            );
        }
        else
        {
            _names[row.NextInt32() ?? 0] = row.NextText() ?? "";
        }
    }

    /// <inheritdoc/>
    public void OnError(int statement, WireError error)
    {
        Clear();
        IsInRecovery = error.SqlState == RecoveryInProgress;
    }

    private void TakePosition(WireRow row)
    {
        (Written, Flushed) = (row.NextLsn(), row.NextLsn());
        Timeline = int.Parse(row.NextText().AsSpan(0, 8), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        Clock = row.NextTimestamp();
    }

    private bool HasUnknownSender()
    {
        foreach (var sender in _senders)
        {
            if (!_names.ContainsKey(sender.Pid))
            {
                return true;
            }
        }

        return false;
    }
}
