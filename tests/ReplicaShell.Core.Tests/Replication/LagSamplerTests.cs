using System.Diagnostics;
using ReplicaShell.Replication;
using ReplicaShell.Topology;

namespace ReplicaShell.Core.Tests.Replication;

/// <summary>Lag on a real leader and follower, in the cases in which most tools are wrong.</summary>
public abstract class LagSamplerTests(int majorVersion, RawPairFixture fixture)
    : IClassFixture<RawPairFixture>,
        IAsyncLifetime
{
    private static readonly LagOptions TenMilliseconds = new() { Interval = TimeSpan.FromMilliseconds(10) };
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromSeconds(30));
    private RawPair _pair = null!;
    private LagSampler _sampler = null!;

    public async ValueTask InitializeAsync()
    {
        _pair = await fixture.GetAsync(majorVersion);
        _sampler = new LagSampler(_pair);
        await Until(sample => sample is { State: LagState.Streaming, LagBytes: 0 });
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_pair is not null)
        {
            await _sampler.DisposeAsync();
            await fixture.MendAsync();
        }

        _limit.Dispose();
    }

    [Fact]
    public async Task An_idle_leader_lets_nothing_grow()
    {
        var samples = await Take(150);
        // Every 15 s an idle leader may log which transactions run (bgwriter.c, LOG_SNAPSHOT_INTERVAL_MS): some 50 bytes,
        // on their way for a moment. Nothing of that grows.
        const int LongestSnapshot = 128;
        Assert.All(samples, sample => Assert.Equal(LagState.Streaming, sample.State));
        Assert.All(samples, sample => Assert.InRange(sample.LagBytes!.Value, 0, LongestSnapshot));
        Assert.True(samples.Count(sample => sample.LagBytes == 0) >= 140);
        Assert.All(samples, sample => Assert.Equal(1, sample.Timeline));
        Assert.All(samples, sample => Assert.Equal(sample.LagBytes, sample.LeaderLsn - sample.ReplayedLsn));
        Assert.All(samples, sample => Assert.Equal(("lab", "node2"), (sample.Pair, sample.Node)));
        Assert.All(samples, sample => Assert.Null(sample.HeartbeatLag));
    }

    [Fact]
    public async Task Under_load_positions_advance_and_the_server_measures_delays()
    {
        await using var load = new LeaderLoad(_pair.Node1);
        await load.AwaitWritesAsync(20);
        var samples = await Take(200);
        Assert.True(samples[^1].LeaderLsn > samples[0].LeaderLsn);
        Assert.True(samples[^1].ReplayedLsn > samples[0].ReplayedLsn);
        Assert.All(samples, sample => Assert.True(sample.LagBytes >= 0 && sample.ReceivedLsn >= sample.ReplayedLsn));
        Assert.Contains(samples, sample => sample is { ReplayLag: not null, WriteLag: not null, FlushLag: not null });
    }

    [Fact]
    public async Task A_silent_cut_grows_is_never_zero_and_soon_not_Streaming()
    {
        await using var load = new LeaderLoad(_pair.Node1);
        await load.AwaitWritesAsync(5);
        _pair.Relay.Cut();
        var stuck = await Until(sample => sample.LagBytes > 200_000);
        var samples = await Take(100);
        Assert.All(samples, sample => Assert.NotEqual(LagState.Streaming, sample.State));
        Assert.Equal(LagState.Disconnected, samples[^1].State);
        Assert.All(samples.Zip(samples.Skip(1)), pair => Assert.True(pair.First.LagBytes <= pair.Second.LagBytes));
        Assert.True(samples[0].LagBytes > 0 && samples[^1].LagBytes > stuck.LagBytes);

        _pair.Relay.Heal();
        await load.EndAsync();
        await Until(sample => sample is { State: LagState.Streaming, LagBytes: 0 });
    }

    [Fact]
    public async Task After_a_silent_cut_Streaming_ends_well_within_a_second()
    {
        await using var load = new LeaderLoad(_pair.Node1);
        await load.AwaitWritesAsync(5);
        _pair.Relay.Cut();
        var cutAt = DateTimeOffset.UtcNow;
        var left = await Until(sample => sample.Time > cutAt && sample.State != LagState.Streaming);
        Assert.InRange(left.Time - cutAt, TimeSpan.Zero, TimeSpan.FromSeconds(0.7));
        var cut = await Until(sample => sample.State == LagState.Disconnected);
        Assert.InRange(cut.Time - cutAt, TimeSpan.Zero, TimeSpan.FromSeconds(1.5));
    }

    [Fact]
    public async Task A_single_sample_tells_a_cut_link()
    {
        _pair.Relay.Cut();
        await _pair.Node1.ExecuteAsync(
            "insert into load select i, repeat('x', 100) from generate_series(1, 1000) as i"
        );
        var sample = Assert.Single(await Take(new LagOptions { Count = 1 }));
        Assert.Equal(LagState.Disconnected, sample.State);
        Assert.True(sample.LagBytes > 100_000);
    }

    [Fact]
    public async Task A_link_cut_with_a_reset_is_Disconnected_and_the_gap_is_still_told()
    {
        _pair.Relay.Cut();
        _pair.Relay.Reset();
        await _pair.Node1.ExecuteAsync("insert into load select i, 'x' from generate_series(1, 1000) as i");
        var sample = await Until(sample => sample.State == LagState.Disconnected);
        Assert.True(sample.LagBytes > 10_000);
        Assert.Equal(1, sample.Timeline);

        _pair.Relay.Heal();
        await Until(sample => sample is { State: LagState.Streaming, LagBytes: 0 });
    }

    [Fact]
    public async Task Paused_replay_is_CatchingUp()
    {
        await _pair.Node2.ExecuteAsync("select pg_wal_replay_pause()");
        await _pair.Node1.ExecuteAsync("insert into load select i, 'x' from generate_series(1, 1000) as i");
        var sample = await Until(sample =>
            sample.State != LagState.Streaming && sample.ReceivedLsn == sample.LeaderLsn
        );
        Assert.Equal(LagState.CatchingUp, sample.State);
        Assert.All(await Take(80), later => Assert.Equal(LagState.CatchingUp, later.State));

        await _pair.Node2.ExecuteAsync("select pg_wal_replay_resume()");
        await Until(sample => sample is { State: LagState.Streaming, LagBytes: 0 });
    }

    [Fact]
    public async Task Delayed_replay_under_load_is_CatchingUp()
    {
        await _pair.Node2.SetAsync("recovery_min_apply_delay", "2s");
        await using var load = new LeaderLoad(_pair.Node1);
        await load.AwaitWritesAsync(50);
        await Until(sample => sample.State == LagState.CatchingUp);
        Assert.All(await Take(300), sample => Assert.Equal(LagState.CatchingUp, sample.State));
    }

    [Fact]
    public async Task A_stopped_follower_is_Stopped_and_nothing_of_it_is_known()
    {
        await _pair.Node2.StopAsync();
        var sample = await Until(sample => sample.State == LagState.Stopped);
        Assert.Null(sample.ReceivedLsn ?? sample.ReplayedLsn);
        Assert.Null(sample.LagBytes);
        Assert.Null(sample.Timeline);
        Assert.NotNull(sample.LeaderLsn);
        var first = Assert.Single(await Take(new LagOptions { Count = 1 }));
        Assert.Equal(LagState.Stopped, first.State);

        await _pair.Node2.StartAsync();
        await Until(later => later is { State: LagState.Streaming, LagBytes: 0 });
    }

    [Fact]
    public async Task A_frozen_follower_is_Unknown_holds_nothing_up_and_comes_back_without_more_sessions()
    {
        _pair.Node2.Suspend();
        await Until(sample => sample.State == LagState.Unknown);
        var begin = Stopwatch.GetTimestamp();
        var frozen = await Take(100);
        Assert.InRange(Stopwatch.GetElapsedTime(begin), TimeSpan.FromSeconds(0.9), TimeSpan.FromSeconds(2));
        Assert.All(frozen, sample => Assert.Equal((LagState.Unknown, null), (sample.State, sample.LagBytes)));
        Assert.All(frozen, sample => Assert.NotNull(sample.LeaderLsn));

        _pair.Node2.Resume();
        await Until(sample => sample is { State: LagState.Streaming, LagBytes: 0 });
        Assert.Equal(1, await SessionsOf(_pair.Node2));
    }

    [Fact]
    public async Task Sampling_ends_at_once_when_cancelled_though_every_node_is_frozen()
    {
        _pair.Node2.Suspend();
        await Until(sample => sample.State == LagState.Unknown);
        _pair.Node1.Suspend();
        await Until(sample => sample.LeaderLsn is null);
        using var stop = new CancellationTokenSource();
        var begin = 0L;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in _sampler.SampleAsync(TenMilliseconds, stop.Token))
            {
                begin = Stopwatch.GetTimestamp();
                await stop.CancelAsync();
            }
        });
        await _sampler.DisposeAsync();
        Assert.True(Stopwatch.GetElapsedTime(begin) < TimeSpan.FromSeconds(0.5));
    }

    [Fact]
    public async Task What_was_sampled_until_it_was_cancelled_still_comes()
    {
        using var stop = new CancellationTokenSource();
        var samples = new List<ReplicationLag>();
        DateTimeOffset? begun = null;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var sample in _sampler.SampleAsync(TenMilliseconds, stop.Token))
            {
                samples.Add(sample);
                if (begun is null)
                {
                    // Sooner than others are handed over.
                    begun = DateTimeOffset.UtcNow;
                    stop.CancelAfter(TimeSpan.FromMilliseconds(120));
                }
            }
        });

        Assert.Contains(samples, sample => sample.Time > begun);
    }

    [Fact]
    public async Task Without_a_leader_there_is_no_gap()
    {
        await _pair.Node1.StopAsync("immediate");
        var sample = await Until(sample => sample.LeaderLsn is null && sample.State == LagState.Disconnected);
        Assert.Null(sample.LagBytes);
        Assert.NotNull(sample.ReplayedLsn);
        Assert.Equal(1, sample.Timeline);
    }

    [Fact]
    public async Task A_frozen_leader_leaves_the_follower_Unknown()
    {
        _pair.Node1.Suspend();
        var sample = await Until(sample => sample.LeaderLsn is null);
        Assert.Equal((LagState.Unknown, null), (sample.State, sample.LagBytes));
        Assert.NotNull(sample.ReplayedLsn);
    }

    [Fact]
    public async Task Sampling_goes_on_through_a_failover_and_never_compares_timelines()
    {
        var samples = new List<ReplicationLag>();
        await foreach (var sample in _sampler.SampleAsync(TenMilliseconds, _limit.Token))
        {
            samples.Add(sample);
            if (samples.Count == 10)
            {
                await _pair.Node1.StopAsync();
                await _pair.Node2.PromoteAsync();
                await PostgresPrograms.RunAsync("touch", Path.Combine(_pair.Node1.Data, "standby.signal"));
                await _pair.Node1.StartAsync();
                (_pair.Leader, _pair.Followers) = (_pair.Node2, [_pair.Node1]);
            }

            if (samples.Count > 10 && sample is { Node: "node1", Timeline: 1, LeaderLsn: not null })
            {
                break;
            }
        }

        Assert.Equal((LagState.Disconnected, null), (samples[^1].State, samples[^1].LagBytes));
        await _pair.Node1.SetAsync(
            "primary_conninfo",
            $"host=127.0.0.1 port={_pair.Node2.Port} user=postgres password={RawServer.Password} application_name=node1"
        );
        var followed = await Until(sample => sample is { Node: "node1", State: LagState.Streaming, LagBytes: 0 });
        Assert.Equal(2, followed.Timeline);
    }

    [Fact]
    public async Task The_heartbeat_stays_young_while_idle_and_ages_in_a_cut()
    {
        var heartbeat = TenMilliseconds with { Heartbeat = true };
        await Until(sample => sample.HeartbeatLag < TimeSpan.FromMilliseconds(300), heartbeat);
        var idle = await Take(heartbeat with { Count = 100 });
        Assert.Contains(idle, sample => sample.HeartbeatLag < TimeSpan.FromMilliseconds(300));

        _pair.Relay.Cut();
        await Until(sample => sample.HeartbeatLag > TimeSpan.FromSeconds(1), heartbeat);
        var cut = (await Take(heartbeat with { Count = 50 })).Where(sample => sample.HeartbeatLag is not null).ToList();
        Assert.NotEmpty(cut);
        Assert.All(cut.Zip(cut.Skip(1)), pair => Assert.True(pair.First.HeartbeatLag < pair.Second.HeartbeatLag));
        Assert.All(cut, sample => Assert.Equal(LagState.Disconnected, sample.State));

        _pair.Relay.Heal();
        await Until(sample => sample.HeartbeatLag < TimeSpan.FromMilliseconds(300), heartbeat);
    }

    [Fact]
    public async Task The_heartbeat_goes_on_though_a_synchronous_follower_is_cut_off()
    {
        await _pair.Node1.SetAsync("synchronous_standby_names", "node2");
        var heartbeat = TenMilliseconds with { Heartbeat = true };
        await Until(sample => sample.HeartbeatLag < TimeSpan.FromMilliseconds(300), heartbeat);
        _pair.Relay.Cut();
        await Until(sample => sample.HeartbeatLag > TimeSpan.FromSeconds(1.5), heartbeat);
    }

    [Theory]
    [InlineData(50, 20)]
    [InlineData(10, 100)]
    public async Task Moments_keep_their_rhythm_and_their_number(int milliseconds, int count)
    {
        var interval = TimeSpan.FromMilliseconds(milliseconds);
        var samples = await Take(new LagOptions { Count = count, Interval = interval });
        Assert.Equal(count, samples.Count);
        var span = samples[^1].Time - samples[0].Time;
        Assert.InRange(span, interval * (count - 1) * 0.98, interval * count * 1.5);
    }

    [Fact]
    public async Task Sessions_are_kept_between_samplings_and_end_with_the_sampler()
    {
        await Take(5);
        await Take(5);
        Assert.Equal((1, 1), (await SessionsOf(_pair.Node1), await SessionsOf(_pair.Node2)));
        await _sampler.DisposeAsync();
        while (await SessionsOf(_pair.Node1) + await SessionsOf(_pair.Node2) > 0)
        {
            _limit.Token.ThrowIfCancellationRequested();
        }
    }

    [Fact]
    public async Task One_sampler_samples_once_at_a_time()
    {
        await foreach (var _ in _sampler.SampleAsync(TenMilliseconds, _limit.Token))
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => Take(1));
            break;
        }

        Assert.Single(await Take(1));
    }

    [Fact]
    public async Task The_slot_tells_what_it_keeps()
    {
        _pair.Relay.Cut();
        _pair.Relay.Reset();
        await _pair.Node1.ExecuteAsync("insert into load select i, 'x' from generate_series(1, 1000) as i");
        await Until(sample => sample.State == LagState.Disconnected);
        var slot = Assert.Single(await ReplicationSlotReader.ReadAsync(_pair.Node1.Sql, "lab", "node1", _limit.Token));
        Assert.Equal(("lab", "node1", "node2", "physical"), (slot.Pair, slot.Node, slot.Name, slot.Type));
        Assert.True(slot.RetainedBytes > 10_000, $"{slot}");
        Assert.Equal(("reserved", false), (slot.WalStatus, slot.Temporary));
        Assert.Null(slot.SafeWalSize);
        Assert.Null(slot.InvalidationReason);
        Assert.Empty(await ReplicationSlotReader.ReadAsync(_pair.Node2.Sql, "lab", "node2", _limit.Token));
    }

    private Task<List<ReplicationLag>> Take(int count) => Take(TenMilliseconds with { Count = count });

    private async Task<List<ReplicationLag>> Take(LagOptions options)
    {
        var samples = new List<ReplicationLag>();
        await foreach (var sample in _sampler.SampleAsync(options, _limit.Token))
        {
            samples.Add(sample);
        }

        return samples;
    }

    private async Task<ReplicationLag> Until(Func<ReplicationLag, bool> condition, LagOptions? options = null)
    {
        ReplicationLag? last = null;
        try
        {
            await foreach (var sample in _sampler.SampleAsync(options ?? TenMilliseconds, _limit.Token))
            {
                last = sample;
                if (condition(sample))
                {
                    return sample;
                }
            }
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"It did not come to that; the last sample was {last}.");
        }

        throw new UnreachableException();
    }

    private static async Task<long> SessionsOf(RawServer server) =>
        await server.QueryAsync<long>(
            "select count(*) from pg_stat_activity where application_name = 'replicashell-lag'"
        );
}
