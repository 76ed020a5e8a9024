using Npgsql;
using ReplicaShell.Core.Tests.Pairs;
using ReplicaShell.Drills;
using ReplicaShell.Engines;
using ReplicaShell.Failover;
using ReplicaShell.Failover.Switchover;
using ReplicaShell.Faults;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Core.Tests.Contract;

/// <summary>
/// What a pair is and does on every engine and every version of PostgreSQL, written once: an engine passes it by one
/// subclass that says how its pairs are made. It knows nothing of processes, files or containers.
/// </summary>
/// <param name="lease">The pair that tests share which leave it as they found it.</param>
public abstract partial class PairContract(PairLease lease) : IClassFixture<PairLease>
{
    private protected static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>How pairs of this engine are made; skips the test where they cannot be.</summary>
    private protected abstract Task<PairOptions> OptionsAsync();

    /// <summary>How a follower's data must have been copied.</summary>
    private protected abstract BackupMethod Backup { get; }

    /// <summary>The major version that its servers must have.</summary>
    private protected abstract int Major { get; }

    /// <summary>Whether its PostgreSQL has pg_rewind.</summary>
    private protected virtual bool HasRewind => true;

    private protected async Task<Pair> GetAsync(int followers = 1, ReplicationMode mode = ReplicationMode.Async) =>
        await lease.GetAsync(await OptionsAsync() with { FollowerCount = followers, Mode = mode });

    [Fact]
    public async Task A_new_pair_is_ready_and_says_what_it_is()
    {
        await using var pair = await GetAsync();
        var seen = await new PairCatalogue().GetAsync(pair.Name, Token);
        Assert.Equal((PairState.Ready, "node1", 1), (seen.State, seen.Leader, seen.Timeline));
        Assert.Empty(seen.Reasons);
        Assert.Equal((await OptionsAsync()).Engine, seen.Engine);
        Assert.Equal(Major, int.Parse(seen.PostgresVersion.Split('.')[0]));
        Assert.Equal(
            [
                ("node1", NodeRole.Leader, NodeState.Running, null),
                ("node2", NodeRole.Follower, NodeState.Running, (BackupMethod?)Backup),
            ],
            seen.Nodes.Select(node => (node.Node, node.Role, node.State, node.BackupMethod))
        );
        Assert.All(seen.Nodes, node => Assert.NotNull(node.Lsn));
        Assert.True(DateTimeOffset.UtcNow - seen.CreatedAt < TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task Its_database_is_that_of_initdb_under_another_name_on_every_node()
    {
        await using var pair = await GetAsync();
        const string Names = "select string_agg(datname::text, ' ' order by datname) from pg_database";
        foreach (var node in pair.Definition.Nodes)
        {
            Assert.Equal("appdb template0 template1", await pair.ScalarAsync<string>(node, Names));
        }
    }

    [Fact]
    public async Task A_row_written_to_the_leader_can_be_read_on_the_follower()
    {
        await using var pair = await GetAsync();
        Assert.Equal(
            5L,
            await pair.ScalarAsync<long>(pair.Follower(null), "select count(*) from inventory where productId <= 5")
        );
        await pair.ReplicatesAsync();
    }

    [Fact]
    public async Task A_follower_takes_no_writes()
    {
        await using var pair = await GetAsync();
        var refused = await Assert.ThrowsAsync<PostgresException>(() => pair.InsertAsync(pair.Follower(null), 99));
        Assert.Equal(PostgresErrorCodes.ReadOnlySqlTransaction, refused.SqlState);
    }

    [Theory]
    [InlineData("fsync", "on")]
    [InlineData("full_page_writes", "on")]
    [InlineData("synchronous_commit", "on")]
    [InlineData("wal_level", "replica")]
    [InlineData("wal_log_hints", "on")]
    [InlineData("password_encryption", "scram-sha-256")]
    [InlineData("wal_retrieve_retry_interval", "100ms")] // or every second promotion takes 5 s
    public async Task Every_node_is_a_true_PostgreSQL(string setting, string value)
    {
        await using var pair = await GetAsync();
        foreach (var node in pair.Definition.Nodes)
        {
            Assert.Equal(value, await pair.ScalarAsync<string>(node, $"select current_setting('{setting}')"));
        }
    }

    [Fact]
    public async Task Nobody_gets_in_without_the_password()
    {
        await using var pair = await GetAsync();
        foreach (var password in new string?[] { null, "", "postgres", "replicator" })
        {
            var settings = new NpgsqlConnectionStringBuilder(pair.ConnectionString(pair.Leader))
            {
                Password = password,
                Pooling = false,
            };
            await using var connection = new NpgsqlConnection(settings.ConnectionString);
            await Assert.ThrowsAnyAsync<NpgsqlException>(() => connection.OpenAsync(Token));
        }
    }

    [Fact]
    public async Task The_leader_keeps_a_slot_for_each_follower_which_uses_it()
    {
        await using var pair = await GetAsync();
        Assert.Equal(
            "node2",
            await pair.ScalarAsync<string>(
                pair.Leader,
                "select string_agg(slot_name, ',') from pg_replication_slots where active and slot_type = 'physical'"
            )
        );
    }

    [Fact]
    public async Task A_pair_that_was_stopped_comes_back_with_its_data()
    {
        await using var pair = await GetAsync();
        var key = await pair.NewKeyAsync();
        await pair.InsertAsync(pair.Leader, key);
        await PairLifecycle.StopAsync(pair, Token);
        var stopped = await pair.ReadAsync();
        Assert.Equal(PairState.Stopped, stopped.State);
        Assert.All(stopped.Nodes, node => Assert.Equal((NodeState.Stopped, null), (node.State, node.Lsn)));

        await PairLifecycle.StartAsync(pair, Token);
        Assert.Equal(PairState.Ready, (await pair.ReadAsync()).State);
        await pair.ArrivesAsync(pair.Follower(null), key);
        await pair.ReplicatesAsync();
    }

    [Fact]
    public async Task A_follower_that_is_stopped_degrades_the_pair_until_it_is_started()
    {
        await using var pair = await GetAsync();
        await NodeLifecycle.StopAsync(pair, "node2", Token);
        var seen = await pair.ReadAsync();
        Assert.Equal((PairState.Degraded, NodeState.Stopped), (seen.State, seen.Nodes[1].State));
        Assert.Contains("node2", Assert.Single(seen.Reasons), StringComparison.Ordinal);
        Assert.Null(seen.Nodes[1].LagBytes);

        var key = await pair.NewKeyAsync();
        await pair.InsertAsync(pair.Leader, key);
        await NodeLifecycle.StartAsync(pair, "node2", Token);
        await pair.ArrivesAsync(pair.Follower(null), key);
        Assert.Equal(PairState.Ready, (await pair.ReadAsync()).State);
    }

    [Fact]
    public async Task A_follower_that_is_frozen_is_suspended_until_it_is_thawed()
    {
        await using var pair = await GetAsync();
        var follower = pair.Follower(null);
        await using (await SuspensionFault.InjectAsync(pair, follower, Token))
        {
            var seen = await pair.ReadAsync();
            Assert.Equal((PairState.Degraded, NodeState.Suspended), (seen.State, seen.Nodes[1].State));
        }

        Assert.Equal(NodeState.Running, await pair.StateAsync("node2"));
        await pair.ReplicatesAsync();
    }

    [Fact]
    public async Task A_leader_that_crashes_leaves_a_pair_without_a_leader_until_it_is_started()
    {
        await using var pair = await GetAsync();
        var key = await pair.NewKeyAsync();
        await pair.InsertAsync(pair.Leader, key);
        await using (await CrashFault.InjectAsync(pair, pair.Leader, CrashMethod.Kill, Token))
        {
            var seen = await pair.ReadAsync();
            Assert.Equal((PairState.NoLeader, NodeState.Crashed), (seen.State, seen.Nodes[0].State));
            Assert.Equal(NodeRole.Leader, seen.Nodes[0].Role);
            Assert.Null(seen.Timeline);
        }

        Assert.Equal(PairState.Ready, (await pair.ReadAsync()).State);
        Assert.True(await pair.HasRowAsync(pair.Leader, key));
        await pair.ReplicatesAsync();
    }

    [Theory]
    [InlineData("node1", NetworkCut.Silent)]
    [InlineData("node2", NetworkCut.Silent)]
    [InlineData("node1", NetworkCut.Reset)]
    [InlineData("node2", NetworkCut.Reset)]
    public async Task A_node_that_is_cut_off_shares_no_rows_until_the_cut_is_healed(string name, NetworkCut cut)
    {
        await using var pair = await GetAsync();
        int key;
        await using (await NetworkFault.InjectAsync(pair, pair.Node(name), now => now with { Cut = cut }, Token))
        {
            key = await pair.NewKeyAsync();
            await pair.InsertAsync(pair.Leader, key);
            Assert.Equal(NodeState.Disconnected, await pair.StateAsync(name));
            Assert.Equal(PairState.Degraded, (await pair.ReadAsync()).State);
            Assert.False(await pair.HasRowAsync(pair.Follower(null), key));
        }

        Assert.Equal(PairState.Ready, (await pair.ReadAsync()).State);
        await pair.ArrivesAsync(pair.Follower(null), key);
    }

    [Fact]
    public async Task Replay_that_is_paused_shows_the_past_until_it_is_resumed()
    {
        await using var pair = await GetAsync();
        var follower = pair.Follower(null);
        int key;
        await using (await ReplayFault.PauseAsync(pair, follower, Token))
        {
            key = await pair.NewKeyAsync();
            await pair.InsertAsync(pair.Leader, key);
            Assert.True(await PairSteps.BecomesTrueAsync(async () => (await pair.ReadAsync()).Nodes[1].LagBytes > 0));
            Assert.Equal(NodeState.CatchingUp, await pair.StateAsync("node2"));
            Assert.False(await pair.HasRowAsync(follower, key));
        }

        await pair.ArrivesAsync(follower, key);
    }

    [Fact]
    public async Task A_follower_that_is_added_has_what_was_there_and_gets_what_comes()
    {
        await using var pair = await GetAsync();
        var key = await pair.NewKeyAsync();
        await pair.InsertAsync(pair.Leader, key);
        var added = await NodeLifecycle.AddFollowerAsync(pair, progress: null, Token);
        Assert.Equal(("node3", (BackupMethod?)Backup), (added.Name, added.BackupMethod));
        Assert.True(await pair.HasRowAsync(added, key));
        await pair.ReplicatesAsync();
        var seen = await pair.ReadAsync();
        Assert.Equal((PairState.Ready, 3), (seen.State, seen.Nodes.Count));
    }

    [Fact]
    public async Task A_mode_is_set_live_and_kept()
    {
        await using var pair = await GetAsync();
        await Modes.SetAsync(pair, ReplicationMode.Sync, CommitLevel.RemoteApply, Token);
        Assert.Equal("FIRST 1 (\"node2\")|remote_apply", await WaitsForAsync(pair));
        Assert.True(
            await PairSteps.BecomesTrueAsync(async () =>
                await pair.ScalarAsync<string>(pair.Leader, "select sync_state from pg_stat_replication") == "sync"
            )
        );
        var seen = await new PairCatalogue().GetAsync(pair.Name, Token);
        Assert.Equal((ReplicationMode.Sync, CommitLevel.RemoteApply), (seen.Mode, seen.Commit));

        await Modes.SetAsync(pair, ReplicationMode.SemiSync, CommitLevel.On, Token);
        Assert.Equal("ANY 1 (\"node2\")|on", await WaitsForAsync(pair));
        Assert.Equal(SyncState.Quorum, (await pair.ReadAsync()).Nodes[1].SyncState);

        await Modes.SetAsync(pair, ReplicationMode.Async, CommitLevel.On, Token);
        Assert.Equal("|on", await WaitsForAsync(pair));
    }

    [Fact]
    public async Task A_failover_promotes_the_follower_and_fences_the_old_leader()
    {
        await using var pair = await GetAsync();
        var key = await pair.NewKeyAsync();
        await pair.InsertAsync(pair.Leader, key);
        await pair.ArrivesAsync(pair.Follower(null), key);
        await CrashFault.InjectAsync(pair, pair.Leader, CrashMethod.Kill, Token);
        var result = await FailoverCoordinator.RunAsync(pair, new FailoverOptions(), progress: null, Token);
        Assert.Equal(
            ("node1", "node2", 1, 2),
            (result.OldLeader, result.NewLeader, result.OldTimeline, result.NewTimeline)
        );

        var seen = await pair.ReadAsync();
        Assert.Equal((PairState.Degraded, "node2", 2), (seen.State, seen.Leader, seen.Timeline));
        Assert.Equal((NodeRole.None, NodeState.Fenced), (seen.Nodes[0].Role, seen.Nodes[0].State));
        Assert.True(await pair.HasRowAsync(pair.Leader, key));
        await pair.InsertAsync(pair.Leader, key + 1);
        await PairSteps.FailsAsync("NodeFenced", () => NodeLifecycle.StartAsync(pair, "node1", Token));
    }

    [Fact]
    public async Task A_switch_keeps_the_mode_and_every_node_streams_afterwards()
    {
        await using var pair = await GetAsync(followers: 2, mode: ReplicationMode.SemiSync);
        var key = await pair.NewKeyAsync();
        await pair.InsertAsync(pair.Leader, key);
        var result = await LeaderSwitch.RunAsync(
            pair,
            new SwitchOptions { Candidate = "node3" },
            progress: null,
            Token
        );
        Assert.Equal(
            ("node1", "node3", ReplicationMode.SemiSync, null),
            (result.OldLeader, result.NewLeader, result.Mode, result.Warning)
        );
        Assert.Equal(["node1", "node2"], result.Streaming.Order());
        Assert.True(result.Downtime > TimeSpan.Zero);
        Assert.True(await pair.HasRowAsync(pair.Leader, key));
        await pair.ReplicatesAsync();
        var seen = await pair.ReadAsync();
        Assert.Equal((PairState.Ready, "node3"), (seen.State, seen.Leader));
        Assert.Equal([SyncState.Quorum, SyncState.Quorum, null], seen.Nodes.Select(node => node.SyncState));
    }

    [Fact]
    public async Task A_drill_loses_exactly_what_only_the_leader_had()
    {
        await using var pair = await GetAsync();
        var first = await pair.NewKeyAsync();
        var result = await DataLossDrill.RunAsync(
            pair,
            new DataLossOptions
            {
                Before = 3,
                Count = 7,
                After = 2,
            },
            progress: null,
            Token
        );
        Assert.Equal(Enumerable.Range(first + 3, 7), result.Verdict.LostKeys);
        Assert.Equal(
            (12, 12, 7, 0, 0),
            (
                result.Verdict.Attempted,
                result.Verdict.Acknowledged,
                result.Verdict.Lost,
                result.Verdict.Unknown,
                result.Verdict.Failed
            )
        );
    }

    [Fact]
    public async Task A_drill_loses_nothing_where_writes_wait_for_the_follower()
    {
        await using var pair = await GetAsync(mode: ReplicationMode.Sync);
        var result = await DataLossDrill.RunAsync(pair, new DataLossOptions { Count = 5 }, progress: null, Token);
        Assert.Equal(
            (5, 0, 5, 0),
            (result.Verdict.Attempted, result.Verdict.Acknowledged, result.Verdict.Unknown, result.Verdict.Lost)
        );
    }

    [Fact]
    public async Task A_pair_that_was_removed_is_gone()
    {
        var catalogue = new PairCatalogue();
        var options = await OptionsAsync() with
        {
            Name = PairSteps.NewName(),
            FollowerCount = 0,
            Dataset = PairDataset.None,
        };
        await using (var pair = await catalogue.CreateAsync(options, progress: null, Token))
        {
            Assert.Contains(options.Name, await catalogue.NamesAsync(Token));
            await PairSteps.FailsAsync("PairExists", () => catalogue.CreateAsync(options, progress: null, Token));
            await catalogue.RemoveAsync(options.Name, Token);
        }

        Assert.DoesNotContain(options.Name, await catalogue.NamesAsync(Token));
        await PairSteps.FailsAsync("PairNotFound", () => catalogue.OpenAsync(options.Name, Token));
        await PairSteps.FailsAsync("PairNotFound", () => catalogue.RemoveAsync(options.Name, Token));
    }

    private static Task<string> WaitsForAsync(Pair pair) =>
        pair.ScalarAsync<string>(
            pair.Leader,
            "select current_setting('synchronous_standby_names') || '|' || current_setting('synchronous_commit')"
        );
}
