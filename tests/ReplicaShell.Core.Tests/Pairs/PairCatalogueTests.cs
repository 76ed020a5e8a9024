using System.Net;
using System.Net.Sockets;
using ReplicaShell.Core.Tests.Engines.Local.Postgres;
using ReplicaShell.Core.Tests.Surroundings;
using ReplicaShell.Faults;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Core.Tests.Pairs;

/// <summary>Making, finding and removing pairs, and what is asked for that cannot be.</summary>
public sealed class PairCatalogueTests
{
    private readonly PairCatalogue _catalogue = new();
    private readonly string _name = PairSteps.NewName();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("../x")]
    [InlineData("nul")]
    [InlineData("")]
    [InlineData("a b")]
    public async Task A_name_that_cannot_be_one_is_refused_by_everything(string name)
    {
        await PairSteps.FailsAsync("InvalidPairName", () => _catalogue.GetAsync(name, Token));
        await PairSteps.FailsAsync("InvalidPairName", () => _catalogue.OpenAsync(name, Token));
        await PairSteps.FailsAsync("InvalidPairName", () => _catalogue.RemoveAsync(name, Token));
        await PairSteps.FailsAsync("InvalidPairName", () => _catalogue.DefinitionAsync(name, Token));
        await PairSteps.FailsAsync("InvalidPairName", () => CreateAsync(new PairOptions { Name = name }));
    }

    [Fact]
    public async Task A_pair_that_does_not_exist_is_not_found()
    {
        await PairSteps.FailsAsync("PairNotFound", () => _catalogue.GetAsync(_name, Token));
        await PairSteps.FailsAsync("PairNotFound", () => _catalogue.OpenAsync(_name, Token));
        await PairSteps.FailsAsync("PairNotFound", () => _catalogue.RemoveAsync(_name, Token));
        await PairSteps.FailsAsync("PairNotFound", () => _catalogue.DefinitionAsync(_name, Token));
        NothingIsLeft();
    }

    public static TheoryData<string, PairOptions> Impossible =>
        new()
        {
            {
                "InvalidFollowerCount",
                new PairOptions { FollowerCount = -1 }
            },
            {
                "InvalidFollowerCount",
                new PairOptions { FollowerCount = 17 }
            },
            {
                "InvalidFollowerCount",
                new PairOptions { FollowerCount = 99 }
            },
            {
                "NoFollower",
                new PairOptions { FollowerCount = 0, Mode = ReplicationMode.Sync }
            },
            {
                "InvalidQuorum",
                new PairOptions { Mode = ReplicationMode.Quorum, Quorum = 2 }
            },
            {
                "UnsupportedTopology",
                new PairOptions { Topology = PairTopology.MultiLeader }
            },
            {
                "UnsupportedEngine",
                new PairOptions { Engine = EngineKind.External }
            },
            {
                "InvalidPort",
                new PairOptions { Port = 80 }
            },
            {
                "InvalidPort",
                new PairOptions { Port = 65535 }
            },
            {
                "InvalidSetting",
                new PairOptions { Settings = new Dictionary<string, string> { ["port"] = "1" } }
            },
            {
                "PostgresNotFound",
                new PairOptions { PostgresPath = "/nowhere" }
            },
            {
                "PostgresNotFound",
                new PairOptions { PostgresPath = "/" }
            },
        };

    [Theory]
    [MemberData(nameof(Impossible), DisableDiscoveryEnumeration = true)]
    public async Task What_cannot_be_is_refused_and_leaves_nothing(string errorId, PairOptions options)
    {
        await TestPostgres.RequireAnyAsync();
        await PairSteps.FailsAsync(errorId, () => CreateAsync(options with { Name = _name }));
        NothingIsLeft();
    }

    [Fact]
    public async Task A_PostgreSQL_that_is_too_old_is_refused_with_its_version()
    {
        var folder = TestFolders.Create("rs-old-");
        try
        {
            FakeInstallation.Make(folder, "12.1");
            var options = new PairOptions { Name = _name, PostgresPath = folder };
            var error = await PairSteps.FailsAsync("UnsupportedVersion", () => CreateAsync(options));
            Assert.Contains("12.1", error.Message, StringComparison.Ordinal);
            NothingIsLeft();
        }
        finally
        {
            TestFolders.Remove(folder);
        }
    }

    [Fact]
    public async Task A_port_in_use_is_refused_and_named()
    {
        await TestPostgres.RequireAnyAsync();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var error = await PairSteps.FailsAsync(
            "PortInUse",
            () => CreateAsync(new PairOptions { Name = _name, Port = port - 1 })
        );
        Assert.Contains($"{port}", error.Message, StringComparison.Ordinal);
        NothingIsLeft();
    }

    [Fact]
    public async Task A_setting_that_the_server_refuses_fails_with_its_words_and_leaves_nothing()
    {
        await TestPostgres.RequireAnyAsync();
        var options = new PairOptions
        {
            Name = _name,
            Settings = new Dictionary<string, string> { ["shared_buffers"] = "many" },
        };
        var error = await PairSteps.FailsAsync("ServerStartFailed", () => CreateAsync(options));
        Assert.Contains("shared_buffers", error.Message, StringComparison.Ordinal);
        NothingIsLeft();
    }

    [Fact]
    public async Task A_pair_can_have_ports_settings_and_contents_of_ones_choice()
    {
        await TestPostgres.RequireAnyAsync();
        var first = FreePorts();
        var options = new PairOptions
        {
            Name = _name,
            Port = first,
            Settings = new Dictionary<string, string> { ["work_mem"] = "9MB", ["myapp.motto"] = "it's" },
            Dataset = PairDataset.None,
        };
        await using (var pair = await CreateAsync(options))
        {
            Assert.Equal([first, first + 1], pair.Definition.Nodes.Select(node => node.Port));
            foreach (var node in pair.Definition.Nodes)
            {
                Assert.Equal("9MB", await pair.ScalarAsync<string>(node, "select current_setting('work_mem')"));
                Assert.Equal("it's", await pair.ScalarAsync<string>(node, "select current_setting('myapp.motto')"));
                Assert.True(await pair.ScalarAsync<bool>(node, "select to_regclass('inventory') is null"));
            }
        }

        await _catalogue.RemoveAsync(_name, Token);
        NothingIsLeft();
    }

    [Fact]
    public async Task A_pair_in_mode_Sync_waits_for_its_follower_from_the_first_write_on()
    {
        await TestPostgres.RequireAnyAsync();
        await using (var pair = await CreateAsync(new PairOptions { Name = _name, Mode = ReplicationMode.Sync }))
        {
            await using var session = await pair.OpenAsync(pair.Leader);
            await using var command = new Npgsql.NpgsqlCommand("show synchronous_standby_names", session);
            Assert.Equal("FIRST 1 (\"node2\")", await command.ExecuteScalarAsync(Token));
        }

        await _catalogue.RemoveAsync(_name, Token);
    }

    [Fact]
    public async Task A_pair_that_was_opened_elsewhere_and_removed_is_not_found()
    {
        await TestPostgres.RequireAnyAsync();
        await using var pair = await CreateAsync(new PairOptions { Name = _name, FollowerCount = 0 });
        await new PairCatalogue().RemoveAsync(_name, Token);
        await PairSteps.FailsAsync("PairNotFound", () => NodeLifecycle.StopAsync(pair, "node1", Token));
        await PairSteps.FailsAsync("PairNotFound", () => PairLifecycle.StartAsync(pair, Token));
        NothingIsLeft();
    }

    [Fact]
    public async Task A_pair_whose_servers_are_in_any_state_is_removed_without_a_trace()
    {
        await TestPostgres.RequireAnyAsync();
        await using (var pair = await CreateAsync(new PairOptions { Name = _name, FollowerCount = 2 }))
        {
            await NodeLifecycle.SuspendAsync(pair, "node1", Token);
            await NodeLifecycle.StopAsync(pair, "node2", Token);
            await CrashFault.InjectAsync(pair, pair.Node("node3"), CrashMethod.Kill, Token);
        }

        await _catalogue.RemoveAsync(_name, Token);
        NothingIsLeft();
    }

    private async Task<Pair> CreateAsync(PairOptions options)
    {
        var pair = await _catalogue.CreateAsync(options, progress: null, Token);
        Leftovers.Remember(pair.Definition);
        return pair;
    }

    private void NothingIsLeft() => Assert.Empty(Leftovers.Of(TestHome.Folder, _name));

    private static int FreePorts()
    {
        while (true)
        {
            using var first = new TcpListener(IPAddress.Loopback, 0);
            first.Start();
            var port = ((IPEndPoint)first.LocalEndpoint).Port;
            try
            {
                using var second = new TcpListener(IPAddress.Loopback, port + 1);
                second.Start();
                return port;
            }
            catch (SocketException)
            {
                // Its neighbour is taken: another one.
            }
        }
    }
}
