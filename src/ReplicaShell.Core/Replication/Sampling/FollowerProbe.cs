using ReplicaShell.Topology;

namespace ReplicaShell.Replication.Sampling;

/// <summary>A follower: what it last said, and what can be concluded from it and from the leader's word.</summary>
internal sealed class FollowerProbe(SampledNode node, NodeSession session, ProcessWatch watch)
{
    private static readonly TimeSpan TimeToBeSure = TimeSpan.FromMilliseconds(100);
    private readonly FollowerReading _reading = new();
    private readonly LagStateMachine _machine = new();
    private (TimeSpan At, Lsn Received)? _lacking;
    private bool _isLost;
    private bool _asked;
    private bool _answered;

    /// <summary>Its session.</summary>
    public NodeSession Session => session;

    /// <summary>Who tells whether its server runs.</summary>
    public ProcessWatch Watch => watch;

    /// <summary>Whether its state rests on evidence, or more readings would make it surer.</summary>
    public bool IsSettled => _machine.IsSettled && (_lacking is null || _isLost);

    /// <summary>Whether it followed when it was last looked at.</summary>
    public bool IsFollowing { get; private set; }

    /// <summary>Whether it says that it does not follow at all.</summary>
    public bool IsPromoted => _answered && _reading.IsPromoted;

    /// <summary>Asks without waiting for the answer.</summary>
    public void Ask(TimeSpan at, bool heartbeat, CancellationToken cancellationToken)
    {
        session.Advance();
        (_asked, _answered) = (false, false);
        if (session.IsAbsent)
        {
            watch.Advance(cancellationToken);
            _reading.Clear();
            return;
        }

        watch.Forget();
        if (session.IsAsked && !session.TryTake(NoSink.Instance, TimeSpan.Zero, cancellationToken))
        {
            return;
        }

        _asked = _reading.TryAsk(session, at, heartbeat);
    }

    /// <summary>Takes the answer, but waits no longer than that.</summary>
    public void Take(TimeSpan patience, CancellationToken cancellationToken) =>
        _answered = _asked && session.TryTake(_reading, patience, cancellationToken) && _reading.IsFresh;

    /// <summary>The sample of this moment.</summary>
    /// <param name="pair">The pair's name.</param>
    /// <param name="moment">When the leader was asked.</param>
    /// <param name="at">The same moment on a clock that only moves forward.</param>
    /// <param name="leader">What the leader said; null when there is none.</param>
    /// <param name="isBeating">Whether heartbeats are written.</param>
    public ReplicationLag Conclude(
        string pair,
        DateTimeOffset moment,
        TimeSpan at,
        LeaderReading? leader,
        bool isBeating
    )
    {
        var sender = leader?.FindSender(node.Name);
        var state = _machine.Observe(Observation(at, leader, sender));
        IsFollowing = state is LagState.Streaming or LagState.CatchingUp;
        _isLost = IsLost(at, leader);
        if (_isLost && IsFollowing)
        {
            // Its receiver tries again and again, and looks for a moment as if it streamed.
            (state, IsFollowing) = (LagState.Disconnected, false);
        }

        var (received, replayed, timeline) = _answered
            ? (_reading.Received, _reading.Replayed, _reading.Timeline)
            : (null, null, null);
        var comparable = timeline is not null && timeline == leader?.Timeline && !_reading.IsPromoted;
        var bytes = comparable && replayed is { } reached ? leader?.Written?.BytesSince(reached) : null;
        var heartbeat = _answered && isBeating ? leader?.Clock - _reading.Heartbeat : null;
        return new ReplicationLag
        {
            Time = moment,
            Pair = pair,
            Node = node.Name,
            State = state,
            LeaderLsn = leader?.Written,
            ReceivedLsn = received,
            ReplayedLsn = replayed,
            LagBytes = bytes < 0 ? 0 : bytes,
            ReplayLag = sender?.ReplayLag,
            HeartbeatLag = heartbeat < TimeSpan.Zero ? TimeSpan.Zero : heartbeat,
            Timeline = timeline,
            WriteLag = sender?.WriteLag,
            FlushLag = sender?.FlushLag,
            Clamped = bytes < 0 || heartbeat < TimeSpan.Zero,
            WalMissing = _isLost,
        };
    }

    /// <summary>
    /// Whether it can never have the rest. A follower that was just started replays what it has itself first, and needs
    /// nothing meanwhile: so one that lacks WAL must stand still for a moment.
    /// </summary>
    private bool IsLost(TimeSpan at, LeaderReading? leader)
    {
        if (!IsFollowing && leader?.HasLost(node.Name) == true)
        {
            return true;
        }

        if (
            !_answered
            || _reading.IsPromoted
            || _reading.Received is not { } received
            || leader?.Lacks(received) != true
        )
        {
            _lacking = null;
            return false;
        }

        if (_lacking is not { } since || since.Received != received)
        {
            _lacking = (at, received);
            return false;
        }

        return at - since.At >= TimeToBeSure;
    }

    private FollowerObservation Observation(TimeSpan at, LeaderReading? leader, SenderReading? sender) =>
        new()
        {
            At = at,
            Answered = _answered,
            Running = session.IsAbsent ? watch.IsRunning : null,
            Receiving = _reading.IsReceiving,
            HasSender = leader?.Written is null ? null : sender is not null,
            Leader = leader?.Written,
            LeaderFlushed = leader?.Flushed,
            LeaderTimeline = leader?.Timeline,
            Received = _reading.Received,
            Replayed = _reading.Replayed,
            Timeline = _reading.Timeline,
        };
}
