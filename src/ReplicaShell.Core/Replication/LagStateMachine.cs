using ReplicaShell.Topology;

namespace ReplicaShell.Replication;

/// <summary>
/// Decides from a follower's readings over time what it is doing. One reading cannot tell a follower that receives from
/// one whose link has been cut: both may be a little behind. Only progress can, so this remembers it.
/// </summary>
/// <remarks>
/// A gap in which nothing moves for <see cref="StallTolerance"/> is never Streaming; when it is WAL that does not
/// arrive, it is Disconnected after <see cref="CutTolerance"/>. Time counts from the first reading that *saw* the gap
/// and no movement, so a pause in the readings themselves is never taken for one of the follower.
/// </remarks>
internal sealed class LagStateMachine
{
    /// <summary>How long nothing may move, while there is something to move, before a follower is no longer Streaming.</summary>
    public static readonly TimeSpan StallTolerance = TimeSpan.FromMilliseconds(150);

    /// <summary>How long no WAL may arrive, while there is some, before a follower counts as cut off.</summary>
    public static readonly TimeSpan CutTolerance = TimeSpan.FromMilliseconds(500);

    /// <summary>How far behind, in time, a follower that makes progress may be and still count as Streaming.</summary>
    public static readonly TimeSpan BehindTolerance = TimeSpan.FromMilliseconds(500);

    private readonly Progress _received = new();
    private readonly Progress _replayed = new();
    private readonly LeaderHistory _history = new();
    private (int? Leader, int? Follower) _timelines;
    private bool _senderSeen;

    /// <summary>
    /// False while the state lacks evidence: the follower is behind, and has been watched for too short a time to tell
    /// whether it moves.
    /// </summary>
    public bool IsSettled { get; private set; } = true;

    /// <summary>What the follower is doing, given this reading and those before it.</summary>
    public LagState Observe(in FollowerObservation now)
    {
        IsSettled = true;
        _senderSeen |= now.HasSender == true;
        if (!now.Answered)
        {
            Forget();
            return now.Running == false ? LagState.Stopped : LagState.Unknown;
        }

        // A receiver that waits on a connection which the leader has given up takes a minute to notice.
        if (!now.Receiving || (_senderSeen && now.HasSender == false))
        {
            Forget();
            return LagState.Disconnected;
        }

        if (now.Leader is not { } leader || now.Received is not { } received || now.Replayed is not { } replayed)
        {
            Forget();
            return LagState.Unknown;
        }

        if (_timelines != (now.LeaderTimeline, now.Timeline))
        {
            _timelines = (now.LeaderTimeline, now.Timeline);
            Forget();
            _history.Clear();
        }

        return now.LeaderTimeline == now.Timeline
            ? Compare(now.At, leader, now.LeaderFlushed ?? leader, received, replayed)
            : CompareAcrossTimelines(now.At, received);
    }

    private LagState Compare(TimeSpan at, Lsn leader, Lsn sendable, Lsn received, Lsn replayed)
    {
        _history.Record(at, leader, replayed);
        var linkStall = _received.Observe(at, received, isBehind: received < sendable);
        var replayStall = _replayed.Observe(at, replayed, isBehind: replayed < leader);
        if (linkStall >= CutTolerance)
        {
            return LagState.Disconnected;
        }

        IsSettled = _received.HasMoved && (_replayed.HasMoved || replayStall >= StallTolerance);
        if (replayed >= leader)
        {
            return LagState.Streaming;
        }

        return replayStall >= StallTolerance || _history.Age(at) >= BehindTolerance
            ? LagState.CatchingUp
            : LagState.Streaming;
    }

    /// <summary>Positions cannot be compared, but a follower that still receives something shows it.</summary>
    private LagState CompareAcrossTimelines(TimeSpan at, Lsn received) =>
        _received.Observe(at, received, isBehind: true) < CutTolerance ? LagState.CatchingUp : LagState.Disconnected;

    private void Forget()
    {
        _received.Forget();
        _replayed.Forget();
    }

    /// <summary>Since when a position has not moved although it should.</summary>
    private sealed class Progress
    {
        private Lsn _position;
        private TimeSpan? _stalledSince;

        /// <summary>Whether it was seen to move, or with nothing left to reach.</summary>
        public bool HasMoved { get; private set; }

        public TimeSpan Observe(TimeSpan at, Lsn position, bool isBehind)
        {
            var moved = position != _position && _stalledSince is not null;
            if (!isBehind || moved || _stalledSince is null)
            {
                HasMoved |= !isBehind || moved;
                _position = position;
                _stalledSince = isBehind ? at : null;
                return TimeSpan.Zero;
            }

            return at - _stalledSince.Value;
        }

        public void Forget()
        {
            _stalledSince = null;
            HasMoved = false;
        }
    }
}
