using ReplicaShell.Replication;
using ReplicaShell.Topology;

namespace ReplicaShell.Core.Tests.Replication;

public sealed class LagStateMachineTests
{
    private readonly LagStateMachine _machine = new();
    private TimeSpan _now;

    [Fact]
    public void An_idle_pair_streams_for_ever()
    {
        for (var i = 0; i < 1000; i++)
        {
            Assert.Equal(LagState.Streaming, After(100, leader: 500, received: 500, replayed: 500));
        }
    }

    [Fact]
    public void A_follower_that_moves_with_its_leader_streams_though_it_is_never_level()
    {
        for (ulong position = 1000; position < 2_000_000; position += 1000)
        {
            Assert.Equal(LagState.Streaming, After(10, position, position - 300, position - 500));
        }
    }

    [Fact]
    public void A_growing_gap_without_progress_leaves_Streaming_and_then_is_a_cut()
    {
        After(10, 1000, 1000, 1000);
        var states = Enumerable.Range(1, 100).Select(i => After(10, 1000 + (ulong)i * 50, 1000, 1000)).ToList();
        Assert.All(states.Skip(16), state => Assert.NotEqual(LagState.Streaming, state));
        Assert.All(states.Skip(51), state => Assert.Equal(LagState.Disconnected, state));
    }

    [Fact]
    public void A_gap_that_stands_still_without_progress_is_a_cut_too()
    {
        After(100, 1000, 1000, 1000);
        var states = Enumerable.Range(0, 10).Select(_ => After(100, 5000, 1000, 1000)).ToList();
        Assert.Equal(LagState.Disconnected, states[^1]);
        Assert.All(states.Skip(2), state => Assert.NotEqual(LagState.Streaming, state));
    }

    [Fact]
    public void A_cut_heals_into_Streaming_by_way_of_progress()
    {
        After(100, 1000, 1000, 1000);
        for (var i = 0; i < 20; i++)
        {
            After(100, 90_000, 1000, 1000);
        }

        Assert.Equal(LagState.CatchingUp, After(100, 90_000, 40_000, 20_000));
        Assert.Equal(LagState.Streaming, After(100, 90_000, 90_000, 90_000));
    }

    [Fact]
    public void WAL_that_arrives_but_is_not_replayed_is_catching_up_however_long_it_takes()
    {
        After(10, 1000, 1000, 1000);
        var states = Enumerable.Range(1, 200).Select(i => After(10, Position(i), Position(i), 1000)).ToList();
        Assert.All(states.Skip(16), state => Assert.Equal(LagState.CatchingUp, state));

        static ulong Position(int i) => 1000 + (ulong)i * 50;
    }

    [Fact]
    public void Replay_that_runs_a_fixed_time_behind_is_catching_up_though_it_moves_all_the_time()
    {
        var states = Enumerable
            .Range(200, 400)
            .Select(i => After(10, (ulong)i * 100, (ulong)i * 100, (ulong)(i - 100) * 100))
            .ToList();
        Assert.All(states.Skip(60), state => Assert.Equal(LagState.CatchingUp, state));
    }

    [Fact]
    public void Paused_replay_while_everything_is_idle_is_catching_up()
    {
        var states = Enumerable.Range(0, 50).Select(_ => After(100, 5000, 5000, 1000)).ToList();
        Assert.Equal(LagState.CatchingUp, states[^1]);
    }

    [Fact]
    public void WAL_that_the_leader_has_not_flushed_is_not_missing()
    {
        var states = Enumerable.Range(0, 50).Select(_ => After(100, 5000, 1000, 1000, flushed: 1000)).ToList();
        Assert.DoesNotContain(LagState.Disconnected, states);
    }

    [Fact]
    public void A_pause_in_the_readings_is_no_stall_of_the_follower()
    {
        After(10, 1000, 1000, 1000);
        Assert.Equal(LagState.Streaming, After(5000, 2000, 1000, 1000));
        Assert.Equal(LagState.Streaming, After(10, 2000, 2000, 2000));
    }

    [Fact]
    public void Different_timelines_are_told_by_progress_alone()
    {
        Assert.Equal(LagState.CatchingUp, After(100, 1000, 9000, 9000, timelines: (2, 1)));
        Assert.Equal(LagState.CatchingUp, After(400, 1000, 9500, 9500, timelines: (2, 1)));
        Assert.Equal(LagState.Disconnected, After(600, 1000, 9500, 9500, timelines: (2, 1)));
        Assert.Equal(LagState.Streaming, After(100, 10_000, 10_000, 10_000, timelines: (2, 2)));
    }

    [Theory]
    [InlineData(false, LagState.Stopped)]
    [InlineData(true, LagState.Unknown)]
    [InlineData(null, LagState.Unknown)]
    public void A_follower_that_does_not_answer_is_stopped_only_when_its_process_is_gone(bool? running, LagState state)
    {
        var silent = new FollowerObservation
        {
            At = TimeSpan.Zero,
            Answered = false,
            Running = running,
        };
        Assert.Equal(state, _machine.Observe(silent));
    }

    [Fact]
    public void A_follower_without_a_receiver_is_disconnected_whether_or_not_the_leader_answers()
    {
        var alone = Reading(1000, 1000, 1000) with { Receiving = false };
        Assert.Equal(LagState.Disconnected, _machine.Observe(alone));
        Assert.Equal(LagState.Disconnected, _machine.Observe(alone with { Leader = null }));
    }

    [Fact]
    public void A_leader_that_cannot_be_asked_leaves_the_follower_unknown() =>
        Assert.Equal(LagState.Unknown, _machine.Observe(Reading(1, 1000, 1000) with { Leader = null }));

    [Fact]
    public void A_receiver_whose_sender_has_gone_is_disconnected()
    {
        Assert.Equal(LagState.Streaming, _machine.Observe(Reading(1000, 1000, 1000) with { HasSender = true }));
        Assert.Equal(LagState.Disconnected, _machine.Observe(Reading(1000, 1000, 1000) with { HasSender = false }));
    }

    [Fact]
    public void A_first_reading_with_a_gap_is_not_settled_until_something_moves()
    {
        After(10, 2000, 1000, 1000);
        Assert.False(_machine.IsSettled);
        After(10, 3000, 2000, 2000);
        Assert.True(_machine.IsSettled);
    }

    [Fact]
    public void A_first_reading_of_a_cut_link_is_settled_when_it_is_known_to_be_one()
    {
        LagState state;
        do
        {
            state = After(20, 2000, 1000, 1000);
        } while (!_machine.IsSettled);

        Assert.Equal(LagState.Disconnected, state);
    }

    private LagState After(
        int milliseconds,
        ulong leader,
        ulong received,
        ulong replayed,
        ulong? flushed = null,
        (int Leader, int Follower)? timelines = null
    )
    {
        _now += TimeSpan.FromMilliseconds(milliseconds);
        return _machine.Observe(
            Reading(leader, received, replayed) with
            {
                LeaderFlushed = new Lsn(flushed ?? leader),
                LeaderTimeline = timelines?.Leader ?? 1,
                Timeline = timelines?.Follower ?? 1,
            }
        );
    }

    private FollowerObservation Reading(ulong leader, ulong received, ulong replayed) =>
        new()
        {
            At = _now,
            Answered = true,
            Receiving = true,
            Leader = new Lsn(leader),
            LeaderTimeline = 1,
            Received = new Lsn(received),
            Replayed = new Lsn(replayed),
            Timeline = 1,
        };
}
