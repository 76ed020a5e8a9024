using System.Globalization;
using ReplicaShell.Replication.Wire;

namespace ReplicaShell.Replication.Sampling;

/// <summary>What the leader last said; everything is null while it cannot be asked.</summary>
internal sealed class LeaderReading : IWireSink
{
    private const string RecoveryInProgress = "55000";
    private static readonly TimeSpan NamesPause = TimeSpan.FromMilliseconds(100);
    private readonly List<SenderReading> _senders = [];
    private readonly Dictionary<int, string> _names = [];
    private TimeSpan? _namesAskedAt;

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
        var namesMissing = _namesAskedAt is not { } last || (at - last >= NamesPause && HasUnknownSender());
        if (!namesMissing)
        {
            return session.TryAsk(LagStatements.Leader);
        }

        _namesAskedAt = at;
        return session.TryAsk(LagStatements.Leader, LagStatements.SenderNames);
    }

    /// <summary>Makes room for a new answer.</summary>
    public void Clear()
    {
        (Written, Flushed, Timeline, Clock, IsInRecovery) = (null, null, null, null, false);
        _senders.Clear();
    }

    /// <summary>The sender that serves the node; null when there is none, or its name is not known.</summary>
    public SenderReading? FindSender(string node)
    {
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
        if (statement == 1)
        {
            _names[row.NextInt32() ?? 0] = row.NextText() ?? "";
            return;
        }

        (Written, Flushed) = (row.NextLsn(), row.NextLsn());
        Timeline = int.TryParse(
            row.NextText().AsSpan(0, 8),
            NumberStyles.AllowHexSpecifier,
            CultureInfo.InvariantCulture,
            out var timeline
        )
            ? timeline
            : null;
        Clock = row.NextTimestamp();
        if (row.NextInt32() is { } pid)
        {
            _senders.Add(new SenderReading(pid, row.NextInterval(), row.NextInterval(), row.NextInterval()));
        }
    }

    /// <inheritdoc/>
    public void OnError(int statement, WireError error)
    {
        Clear();
        IsInRecovery = error.SqlState == RecoveryInProgress;
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
