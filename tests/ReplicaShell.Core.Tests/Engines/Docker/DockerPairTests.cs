using System.Globalization;
using Npgsql;
using ReplicaShell.Core.Tests.Pairs;
using ReplicaShell.Core.Tests.Surroundings;
using ReplicaShell.Engines;
using ReplicaShell.Failover;
using ReplicaShell.Faults;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Core.Tests.Engines.Docker;

/// <summary>What is particular to pairs in containers; the rest is the contract that all engines pass.</summary>
public sealed class DockerPairTests(PairLease lease) : IClassFixture<PairLease>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private async Task<Pair> GetAsync() =>
        await lease.GetAsync(new PairOptions { Engine = EngineKind.Docker, Image = await TestDocker.RequireAsync() });

    [Fact]
    public async Task Another_shell_finds_the_pair_and_its_passwords()
    {
        await using var pair = await GetAsync();
        await using var found = await new PairCatalogue().OpenAsync(pair.Name, Token);
        Assert.Equal(EngineKind.Docker, found.Definition.Engine);
        await found.ReplicatesAsync();
    }

    [Fact]
    public async Task No_password_stands_in_what_Docker_shows_and_only_root_reads_the_file()
    {
        await using var pair = await GetAsync();
        var passwords = new[] { pair.ConnectionString(pair.Leader), PgPass(pair) }.Select(PasswordIn).ToList();
        Assert.All(passwords, password => Assert.True(password.Length >= 32));
        var container = Container(pair, "node1");
        var shown =
            string.Join('\n', DockerLeftovers.Run($"inspect {container}"))
            + string.Join('\n', DockerLeftovers.Run($"top {container}"))
            + string.Join('\n', DockerLeftovers.Run($"logs {container}"));
        Assert.NotEmpty(shown);
        Assert.All(passwords, password => Assert.DoesNotContain(password, shown, StringComparison.Ordinal));
        Assert.Equal(
            ["600 root"],
            DockerLeftovers
                .Run($"exec --user root {container} stat -c %a_%U /replicashell/secrets.json")
                .Select(line => line.Replace('_', ' '))
        );
        Assert.Empty(DockerLeftovers.Run($"exec {container} cat /replicashell/secrets.json"));
    }

    [Fact]
    public async Task Ports_are_published_on_this_machine_alone_and_kept_when_the_pair_is_started_again()
    {
        await using var pair = await GetAsync();
        var before = Ports(pair);
        Assert.Equal(pair.Definition.Nodes.Select(node => $"127.0.0.1:{node.Port}"), before);
        await PairLifecycle.StopAsync(pair, Token);
        await PairLifecycle.StartAsync(pair, Token);
        Assert.Equal(before, Ports(pair));
    }

    [Fact]
    public async Task A_crash_is_when_the_engine_saw_the_server_end()
    {
        await using var pair = await GetAsync();
        var ordered = DateTimeOffset.UtcNow;
        await using var crash = await CrashFault.InjectAsync(pair, pair.Follower(null), CrashMethod.Kill, Token);
        var ended = Assert.Single(
            DockerLeftovers.Run($"inspect -f {{{{.State.FinishedAt}}}} {Container(pair, crash.Node)}")
        );
        Assert.Equal(DateTimeOffset.Parse(ended, CultureInfo.InvariantCulture), crash.InjectedAt);
        Assert.InRange(crash.InjectedAt, ordered, DateTimeOffset.UtcNow);
    }

    [Fact]
    public async Task A_session_with_a_node_that_is_cut_off_goes_on()
    {
        await using var pair = await GetAsync();
        await using var session = await pair.OpenAsync(pair.Leader);
        await using (
            await NetworkFault.InjectAsync(pair, pair.Leader, now => now with { Cut = NetworkCut.Silent }, Token)
        )
        {
            await using var command = new NpgsqlCommand("select 1", session) { CommandTimeout = 2 };
            Assert.Equal(1, await command.ExecuteScalarAsync(Token));
        }
    }

    [Fact]
    public async Task A_network_that_is_slow_or_narrow_is_not_for_containers()
    {
        await using var pair = await GetAsync();
        var slow = TimeSpan.FromMilliseconds(50);
        await PairSteps.FailsAsync(
            "UnsupportedFault",
            () => NetworkFault.InjectAsync(pair, pair.Leader, now => now with { Delay = slow }, Token)
        );
        await PairSteps.FailsAsync(
            "UnsupportedFault",
            () => NetworkFault.InjectAsync(pair, pair.Leader, now => now with { BytesPerSecond = 1000 }, Token)
        );
        Assert.Equal(PairState.Ready, (await pair.ReadAsync()).State);
    }

    [Fact]
    public async Task Containers_that_somebody_else_has_killed_are_crashed_nodes_and_come_back()
    {
        await using var pair = await GetAsync();
        DockerLeftovers.Run($"kill {Container(pair, "node1")} {Container(pair, "node2")}");
        var seen = await pair.ReadAsync();
        Assert.Equal(PairState.NoLeader, seen.State);
        Assert.All(seen.Nodes, node => Assert.Equal(NodeState.Crashed, node.State));
        await PairLifecycle.StartAsync(pair, Token);
        Assert.Equal(PairState.Ready, (await pair.ReadAsync()).State);
        await pair.ReplicatesAsync();
    }

    [Fact]
    public async Task Containers_and_networks_that_somebody_else_has_removed_are_made_anew_and_the_data_is_there()
    {
        await using var pair = await GetAsync();
        var key = await pair.NewKeyAsync();
        await pair.InsertAsync(pair.Leader, key);
        await pair.ArrivesAsync(pair.Node("node2"), key);
        var containers = $"{Container(pair, "node1")} {Container(pair, "node2")}";
        DockerLeftovers.Run($"rm --force {containers}");
        DockerLeftovers.Run("network prune --force --filter label=io.replicashell.pair=" + pair.Name);
        Assert.All((await pair.ReadAsync()).Nodes, node => Assert.Equal(NodeState.Crashed, node.State));

        // Not even the passwords are known to another shell before it has made a container.
        await using var found = await new PairCatalogue().OpenAsync(pair.Name, Token);
        await PairLifecycle.StartAsync(found, Token);
        Assert.Equal(PairState.Ready, (await found.ReadAsync()).State);
        Assert.True(await found.HasRowAsync(found.Leader, key));
        await found.ReplicatesAsync();
    }

    [Fact]
    public async Task Networks_that_are_pruned_while_the_pair_is_stopped_are_made_anew()
    {
        await using var pair = await GetAsync();
        await PairLifecycle.StopAsync(pair, Token);
        DockerLeftovers.Run("network prune --force --filter label=io.replicashell.pair=" + pair.Name);
        await PairLifecycle.StartAsync(pair, Token);
        await pair.ReplicatesAsync();
    }

    [Fact]
    public async Task A_leader_whose_container_somebody_else_has_removed_is_failed_over()
    {
        await using var pair = await GetAsync();
        DockerLeftovers.Run($"rm --force {Container(pair, "node1")}");
        await FailoverCoordinator.RunAsync(pair, new FailoverOptions(), progress: null, Token);
        Assert.Equal("node2", pair.Leader.Name);
        await pair.InsertAsync(pair.Leader, await pair.NewKeyAsync());
    }

    [Fact]
    public async Task A_leader_that_somebody_kills_while_a_follower_is_added_is_named()
    {
        await using var pair = await GetAsync();
        var reports = new InlineReports(report =>
        {
            if (report.Step.StartsWith("Base backup", StringComparison.Ordinal))
            {
                DockerLeftovers.Run($"kill {Container(pair, "node1")}");
            }
        });
        await PairSteps.FailsAsync("ContainerKilled", () => NodeLifecycle.AddFollowerAsync(pair, reports, Token));
        Assert.Equal(["node1", "node2"], pair.Definition.Nodes.Select(node => node.Name));
        await PairLifecycle.StartAsync(pair, Token);
        await pair.ReplicatesAsync();
    }

    [Fact]
    public async Task A_leader_whose_data_is_gone_too_is_replaced_and_the_passwords_are_still_known()
    {
        await using var pair = await GetAsync();
        await CrashFault.InjectAsync(pair, pair.Leader, CrashMethod.Remove, Token);
        Assert.Empty(DockerLeftovers.Run($"ps --all --quiet --filter name={Container(pair, "node1")}$"));
        await FailoverCoordinator.RunAsync(pair, new FailoverOptions(), progress: null, Token);
        await using var found = await new PairCatalogue().OpenAsync(pair.Name, Token);
        Assert.Equal("node2", found.Leader.Name);
        await found.InsertAsync(found.Leader, await found.NewKeyAsync());
    }

    [Fact]
    public async Task A_follower_that_slept_through_a_failover_follows_the_new_leader_when_it_is_started()
    {
        await using var pair = await GetAsync();
        await NodeLifecycle.AddFollowerAsync(pair, progress: null, Token);
        await NodeLifecycle.StopAsync(pair, "node3", Token);
        await CrashFault.InjectAsync(pair, pair.Leader, CrashMethod.Kill, Token);
        await FailoverCoordinator.RunAsync(pair, new FailoverOptions { Candidate = "node2" }, progress: null, Token);
        await NodeLifecycle.StartAsync(pair, "node3", Token);
        await pair.ReplicatesAsync();
    }

    [Fact]
    public async Task Whatever_was_done_to_a_pair_its_removal_leaves_nothing()
    {
        var options = new PairOptions
        {
            Name = PairSteps.NewName(),
            Engine = EngineKind.Docker,
            Image = await TestDocker.RequireAsync(),
        };
        await using (var pair = await new PairCatalogue().CreateAsync(options, progress: null, Token))
        {
            await NetworkFault.InjectAsync(
                pair,
                pair.Node("node2"),
                now => now with { Cut = NetworkCut.Silent },
                Token
            );
            DockerLeftovers.Run($"pause {Container(pair, "node2")}");
            DockerLeftovers.Run($"rm --force {Container(pair, "node1")}");
        }

        await new PairCatalogue().RemoveAsync(options.Name, Token);
        Assert.Empty(DockerLeftovers.Of(TestHome.Folder, options.Name));
    }

    private static string Container(Pair pair, string node) =>
        DockerLeftovers
            .Run($"ps --all --filter name=-{pair.Name}-{node} --format {{{{.Names}}}}")
            .FirstOrDefault($"{pair.Name}-{node}");

    private static string[] Ports(Pair pair) =>
        [
            .. pair.Definition.Nodes.Select(node =>
                DockerLeftovers.Run($"port {Container(pair, node.Name)} 5432/tcp")[0]
            ),
        ];

    private static string PgPass(Pair pair)
    {
        var line = DockerLeftovers.Run($"exec {Container(pair, "node1")} cat /replicashell/node/pgpass")[0];
        return $"Password={line.Split(':')[^1]}";
    }

    private static string PasswordIn(string connection) => new NpgsqlConnectionStringBuilder(connection).Password!;
}
