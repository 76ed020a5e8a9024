using System.Globalization;
using System.Runtime.InteropServices;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;
using ReplicaShell.Wire;

namespace ReplicaShell.Replication.Sampling;

/// <summary>What the leader last said; everything is null while it cannot be asked.</summary>
internal sealed class LeaderReading : IWireSink
{
    private const string RecoveryInProgress = "55000";
    private static readonly Dictionary<string, string?> NoSlots = [];
    private readonly List<WireStatement> _asked = new(4);
    private readonly List<SenderReading> _senders = [];
    private readonly Dictionary<int, string> _names = [];
    private bool _namesAsked;
    private Due _sendersDue = new(TimeSpan.FromMilliseconds(50));
    private Due _namesDue = new(TimeSpan.FromMilliseconds(100));
    private Due _keptDue = new(TimeSpan.FromSeconds(1));
    private Lsn? _oldest;
    private long _segment;
    private int? _timeline;
    private readonly HashSet<string> _lost = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>How far WAL is written.</summary>
    public Lsn? Written { get; private set; }

    /// <summary>How far WAL is on disk, which is how far it may be sent.</summary>
    public Lsn? Flushed { get; private set; }

    /// <summary>The timeline that it writes.</summary>
    public int? Timeline => Written is null ? null : _timeline;

    /// <summary>Its clock; null when that was not asked.</summary>
    public DateTimeOffset? Clock { get; private set; }

    /// <summary>Whether it said that it is no leader.</summary>
    public bool IsInRecovery { get; private set; }

    /// <summary>Asks what is needed; false when that is not possible now.</summary>
    public bool TryAsk(NodeSession session, TimeSpan at, bool heartbeat, bool hasStray)
    {
        _asked.Clear();
        _asked.Add(LagStatements.LeaderPosition);
        if (_timeline is null)
        {
            _asked.Add(LagStatements.LeaderTimeline);
        }

        if (heartbeat)
        {
            _asked.Add(LagStatements.LeaderClock);
        }

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

        if (hasStray && _keptDue.Take(at))
        {
            // The last, since not every user may see it.
            _lost.Clear();
            _oldest = null;
            _asked.AddRange(LagStatements.LostSlots, LagStatements.OldestWal);
        }

        return session.TryAsk(CollectionsMarshal.AsSpan(_asked));
    }

    /// <summary>Whether the slot of that follower, which has its name, was given up.</summary>
    public bool HasLost(string node) => _lost.Contains(node);

    /// <summary>Whether the WAL that a follower with that much needs next is gone.</summary>
    public bool Lacks(Lsn received) =>
        _oldest is not null && new KeptWal(_oldest, _segment, NoSlots).LacksWhatFollows(received);

    /// <summary>Makes room for a new answer.</summary>
    public void Clear() => (Written, Flushed, Clock, IsInRecovery) = (null, null, null, false);

    /// <summary>Forgets everything: the server that comes back may be another one in the same place.</summary>
    public void Forget()
    {
        Clear();
        _timeline = null;
        _senders.Clear();
        _names.Clear();
        _lost.Clear();
        _oldest = null;
        _keptDue.Reset();
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
            (Written, Flushed) = (row.NextLsn(), row.NextLsn());
        }
        else if (asked == LagStatements.LeaderTimeline)
        {
            TakeTimeline(row);
        }
        else if (asked == LagStatements.LeaderClock)
        {
            Clock = row.NextTimestamp();
        }
        else if (asked == LagStatements.Senders)
        {
            _senders.Add(
                new SenderReading(row.NextInt32() ?? 0, row.NextInterval(), row.NextInterval(), row.NextInterval())
            );
        }
        else if (asked == LagStatements.LostSlots)
        {
            _lost.Add(row.NextText() ?? "");
        }
        else if (asked == LagStatements.OldestWal)
        {
            _oldest = Lsn.TryParse(row.NextText(), out var oldest) ? oldest : null;
            _segment = row.NextInt32() ?? 0;
        }
        else
        {
            _names[row.NextInt32() ?? 0] = row.NextText() ?? "";
        }
    }

    /// <inheritdoc/>
    public void OnError(int statement, WireError error)
    {
        if (_asked[statement] == LagStatements.OldestWal)
        {
            return;
        }

        Clear();
        _timeline = null;
        IsInRecovery = error.SqlState == RecoveryInProgress;
    }

    private void TakeTimeline(WireRow row) =>
        _timeline = int.Parse(
            row.NextText().AsSpan(0, 8),
            NumberStyles.AllowHexSpecifier,
            CultureInfo.InvariantCulture
        );

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
