using ReplicaShell.Engines.Local.Files;
using ReplicaShell.Engines.Local.Postgres;
using ReplicaShell.Topology;

namespace ReplicaShell.Core.Tests.Engines.Local.Postgres;

public sealed class NodeSettingsTests
{
    private static readonly NodeDefinition Node = new() { Name = "node2", Port = 15433 };

    [Fact]
    public void A_node_listens_on_this_machine_alone_and_on_no_socket()
    {
        var settings = Read([]);
        Assert.Equal("'127.0.0.1'", settings["listen_addresses"]);
        Assert.Equal("''", settings["unix_socket_directories"]);
        Assert.Equal("'15433'", settings["port"]);
    }

    [Fact]
    public void A_node_can_lead_follow_and_be_rewound()
    {
        var settings = Read([]);
        Assert.Equal("'replica'", settings["wal_level"]);
        Assert.Equal("'on'", settings["wal_log_hints"]);
        Assert.Equal("'node2'", settings["cluster_name"]);
        Assert.True(int.Parse(settings["max_wal_senders"].Trim('\'')) > PairOptions.MostFollowers);
        Assert.True(int.Parse(settings["max_replication_slots"].Trim('\'')) > PairOptions.MostFollowers);
    }

    [Theory]
    [InlineData("fsync")]
    [InlineData("full_page_writes")]
    [InlineData("synchronous_commit")]
    public void A_pair_is_a_true_PostgreSQL(string untouched) => Assert.False(Read([]).ContainsKey(untouched));

    [Fact]
    public void The_users_settings_win_and_are_quoted()
    {
        var settings = Read(new() { ["shared_buffers"] = "64MB", ["myapp.motto"] = "it's 'fine'" });
        Assert.Equal("'64MB'", settings["shared_buffers"]);
        Assert.Equal("'it''s ''fine'''", settings["myapp.motto"]);
    }

    [Theory]
    [InlineData("/srv/o'brien/node2", "'/srv/o''brien/node2/pg_hba.conf'")]
    [InlineData(@"/srv/back\slash/node2", @"'/srv/back\\slash/node2/pg_hba.conf'")]
    public void A_folder_with_a_quote_in_its_name_stays_one_value(string folder, string expected) =>
        Assert.Equal(expected, Read([], folder)["hba_file"]);

    [Fact]
    public void Nobody_gets_in_without_a_password()
    {
        var rules = NodeSettings
            .Authentication()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(line => line[0] != '#')
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .ToList();
        Assert.NotEmpty(rules);
        Assert.All(rules, rule => Assert.Equal(("host", "127.0.0.1/32", "scram-sha-256"), (rule[0], rule[3], rule[4])));
    }

    [Fact]
    public void A_copy_of_the_data_folder_reads_the_file_of_its_own_node()
    {
        Assert.Contains("include_if_exists = '../node.conf'", NodeSettings.Include(), StringComparison.Ordinal);
        Assert.Equal("node.conf", Path.GetFileName(new NodeLayout("/x").Settings));
        Assert.Equal("/x", Path.GetDirectoryName(new NodeLayout("/x").Data));
    }

    private static Dictionary<string, string> Read(Dictionary<string, string> asked, string folder = "/srv/lab/node2")
    {
        var pair = new PairDefinition
        {
            Name = "lab",
            Engine = EngineKind.Local,
            CreatedAt = DateTimeOffset.UnixEpoch,
            PostgresVersion = "15.18",
            Settings = asked,
            Nodes = [Node],
        };
        return NodeSettings
            .For(pair, Node, new NodeLayout(folder))
            .Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(" = ", 2))
            .ToDictionary(parts => parts[0], parts => parts[1]);
    }
}
