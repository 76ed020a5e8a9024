using System.Diagnostics;
using ReplicaShell.Errors;

namespace ReplicaShell.Replication.Sampling;

/// <summary>
/// One sampling, from its first moment to its last, on a thread of its own. The thread asks the leader, then all
/// followers at once, and sleeps until the next moment; nothing else runs while all is well.
/// </summary>
internal sealed class SamplingLoop(
    ISampleSource source,
    SessionCache sessions,
    LagOptions options,
    SampleOutlet outlet,
    CancellationToken cancellationToken
)
{
    /// <summary>How long a silent node may hold up one moment; at the following ones it is not waited for.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    /// <summary>Nodes are watched at least this often, so that states rest on progress even between rare samples.</summary>
    private static readonly TimeSpan WatchPeriod = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan SettlePeriod = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan SettleLimit = TimeSpan.FromMilliseconds(700);
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(1);

    private readonly long _begin = Stopwatch.GetTimestamp();
    private readonly RoleResolver _roles = new(source);
    private readonly List<ReplicationLag> _moment = [];
    private SampledPair _pair = new("", null, []);
    private LeaderProbe? _leader;
    private List<FollowerProbe> _followers = [];
    private HeartbeatWriter? _heartbeat;
    private TimeSpan _asked;

    private TimeSpan Now => Stopwatch.GetElapsedTime(_begin);

    /// <summary>Runs until the last sample, or until cancelled.</summary>
    public void Run()
    {
        try
        {
            Assign(_roles.Resolve(cancellationToken));
            AwaitSessions();
            SampleAll();
            outlet.Complete();
        }
#pragma warning disable CA1031 // Whatever it is, it belongs to the reader of the samples.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            outlet.Complete(failure);
        }
        finally
        {
            _heartbeat?.Dispose();
        }
    }

    private void SampleAll()
    {
        var watchedSince = Now;
        var next = watchedSince;
        for (var taken = 0; options.Count is not { } count || taken < count; )
        {
            cancellationToken.ThrowIfCancellationRequested();
            var at = Now;
            var moment = Ask(at);
            var isDue = at >= next;
            var isBrisk = isDue && taken > 0 && taken + 1 != options.Count && SamplingPace.IsBrisk(options.Interval);
            if (isBrisk)
            {
                Sleep(NextMoment(next, at), WatchPeriod, isLast: false);
            }

            Take(moment, at);
            var isSure = taken > 0 || at - watchedSince > SettleLimit || _followers.TrueForAll(f => f.IsSettled);
            if (isDue && isSure)
            {
                _moment.ForEach(outlet.Add);
                taken++;
                next = NextMoment(next, isBrisk ? at : Now);
            }

            Sleep(next, isSure ? WatchPeriod : SettlePeriod, isLast: taken == options.Count);
        }
    }

    /// <summary>The moments keep their rhythm; those that were missed are left out, not made up for.</summary>
    private TimeSpan NextMoment(TimeSpan last, TimeSpan now)
    {
        if (options.Interval <= TimeSpan.Zero)
        {
            return now;
        }

        var passed = Math.Max(1, Math.Ceiling((now - last) / options.Interval));
        return last + options.Interval * passed;
    }

    private void Sleep(TimeSpan next, TimeSpan atMost, bool isLast)
    {
        var pause = next - Now;
        pause = pause < atMost ? pause : atMost;
        outlet.HandOver(isLast ? TimeSpan.MaxValue / 2 : pause, cancellationToken);
        if (pause > TimeSpan.Zero && !isLast)
        {
            cancellationToken.WaitHandle.WaitOne((int)Math.Ceiling(pause.TotalMilliseconds));
        }
    }

    /// <summary>
    /// One moment. The leader first, the followers when it has answered: so a gap is never overstated, and a follower
    /// that has since moved beyond the leader's word shows as a negative one, which is clamped and flagged.
    /// </summary>
    /// <returns>The moment, on the clock of this machine.</returns>
    private DateTimeOffset Ask(TimeSpan at)
    {
        FollowRoles();
        var moment = DateTimeOffset.UtcNow;
        var heartbeat = _heartbeat is not null;
        _leader?.Read(at, Patience, heartbeat, hasStray: _followers.Exists(f => !f.IsFollowing), cancellationToken);
        _heartbeat?.Advance(at);
        foreach (var follower in _followers)
        {
            follower.Ask(at, heartbeat, cancellationToken);
        }

        _asked = Now;
        return moment;
    }

    /// <summary>Takes the followers' answers, and concludes from them.</summary>
    private void Take(DateTimeOffset moment, TimeSpan at)
    {
        _moment.Clear();
        var isBeating = _heartbeat?.IsBeating(at) == true;
        foreach (var follower in _followers)
        {
            follower.Take(Patience - (Now - _asked), cancellationToken);
            _moment.Add(follower.Conclude(_pair.Name, moment, at, _leader?.Reading, isBeating));
        }
    }

    private void FollowRoles()
    {
        var suspected = _leader is null || _leader.IsSuspect || _followers.Exists(f => f.IsPromoted);
        if (_roles.Advance(suspected, cancellationToken) is { } pair)
        {
            Assign(pair);
        }
    }

    private void Assign(SampledPair pair)
    {
        var isSame = _pair.Leader == pair.Leader && _pair.Followers.SequenceEqual(pair.Followers);
        _pair = pair;
        if (isSame)
        {
            return;
        }

        sessions.Keep([.. pair.Followers, .. pair.Leader is { } kept ? [kept] : Array.Empty<SampledNode>()]);
        _leader = pair.Leader is { } leader ? new LeaderProbe(leader, sessions.Get(leader)) : null;
        _followers =
        [
            .. pair.Followers.Select(node => new FollowerProbe(
                node,
                sessions.Get(node),
                new ProcessWatch(source, node.Name)
            )),
        ];
        if (_heartbeat?.Leader != pair.Leader)
        {
            _heartbeat?.Dispose();
            _heartbeat = options.Heartbeat && pair.Leader is { } writer ? new HeartbeatWriter(writer) : null;
        }
    }

    /// <summary>Gives every node the time to answer or to be found absent, so that the first sample tells something.</summary>
    private void AwaitSessions()
    {
        var all = _followers.Select(f => f.Session).Concat(_leader is { } leader ? [leader.Session] : []).ToList();
        all.ForEach(session => session.Advance());
        AwaitAll(all.Select(session => session.Opening));
        all.ForEach(session => session.Advance());
        if (all.Count > 0 && all.TrueForAll(session => session.Failure is { IsRefusal: true }))
        {
            var reason = all[0].Failure!;
            throw new ReplicaException(
                "NodeUnreachable",
                ReplicaErrorCategory.PermissionDenied,
                $"No node of pair '{_pair.Name}' lets the sampler in: {reason.Message}. Check user, password and database.",
                reason
            )
            {
                Target = _pair.Name,
            };
        }

        var absent = _followers.FindAll(follower => follower.Session.IsAbsent);
        absent.ForEach(follower => follower.Watch.Advance(cancellationToken));
        AwaitAll(absent.Select(follower => follower.Watch.Asking));
    }

    /// <summary>Waits for the end of all, whatever it is, but not for long.</summary>
    private void AwaitAll(IEnumerable<Task> tasks)
    {
        var ends = tasks.Select(task => task.ContinueWith(_ => { }, TaskScheduler.Default));
        Task.WaitAll([.. ends], (int)ConnectLimit.TotalMilliseconds, cancellationToken);
    }
}
