using System.Text.Json;
using ReplicaShell.Engines;
using ReplicaShell.Engines.Local.Files;
using ReplicaShell.Engines.Local.Network;
using ReplicaShell.Topology;

namespace ReplicaShell.Core.Tests.Engines.Local.Files;

/// <summary>What is kept on disk reads as it was written, whatever is set or missing.</summary>
public sealed class StateFormatTests
{
    private static readonly PairDefinition Full = new()
    {
        Name = "lab",
        Engine = EngineKind.Docker,
        Topology = PairTopology.MultiLeader,
        Complete = true,
        CreatedAt = new DateTimeOffset(2026, 11, 24, 1, 2, 3, 456, TimeSpan.Zero),
        PostgresVersion = "15.18",
        PostgresPath = "/usr/lib/postgresql/15/bin",
        Image = "postgres:18",
        Mode = ReplicationMode.Quorum,
        Quorum = 2,
        Commit = CommitLevel.RemoteApply,
        Leader = "node2",
        Settings = new Dictionary<string, string> { ["work_mem"] = "16MB", ["quote"] = "it's \"so\"" },
        Nodes =
        [
            new()
            {
                Name = "node1",
                Port = 1,
                BackupMethod = null,
                Fenced = true,
            },
            new()
            {
                Name = "node2",
                Host = "db.example",
                Port = 2,
                UpstreamPort = 3,
                ClientPort = 4,
                Detached = true,
                BackupMethod = BackupMethod.LowLevelBackup,
            },
        ],
    };

    [Fact]
    public void A_pair_with_everything() => SameAgain(StateJson.Pair, Full);

    [Fact]
    public void A_pair_with_the_least() =>
        SameAgain(
            StateJson.Pair,
            new PairDefinition
            {
                Name = "lab",
                Engine = EngineKind.Local,
                CreatedAt = DateTimeOffset.UnixEpoch,
                PostgresVersion = string.Empty,
                Nodes = [],
            }
        );

    [Fact]
    public void Every_value_of_an_enum()
    {
        foreach (var mode in Enum.GetValues<ReplicationMode>())
        {
            SameAgain(StateJson.Pair, Full with { Mode = mode });
        }
    }

    [Fact]
    public void Secrets_with_and_without_connections()
    {
        SameAgain(StateJson.Secrets, new PairSecrets("a", "b"));
        SameAgain(
            StateJson.Secrets,
            new PairSecrets("a", "b") { Connections = new Dictionary<string, string> { ["node1"] = "Host=x" } }
        );
    }

    [Fact]
    public void A_plan_with_a_faulty_network() =>
        SameAgain(
            StateJson.Plan,
            new NetworkPlan
            {
                ControlPort = 1,
                Token = "t",
                Upstreams = new Dictionary<string, string> { ["node2"] = "node1" },
                Networks = new Dictionary<string, NodeNetwork>
                {
                    ["node2"] = new()
                    {
                        Cut = NetworkCut.Reset,
                        Delay = TimeSpan.FromMilliseconds(1.5),
                        Jitter = TimeSpan.FromDays(2),
                        BytesPerSecond = 1L << 40,
                    },
                },
            }
        );

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData(
        """{ "name": "lab", "engine": "Abacus", "createdAt": "2026-11-24T00:00:00Z", "postgresVersion": "", "nodes": [] }"""
    )]
    [InlineData(
        """{ "name": 1, "engine": "Local", "createdAt": "2026-11-24T00:00:00Z", "postgresVersion": "", "nodes": [] }"""
    )]
    [InlineData("""{ "name": "lab", "engine": "Local", "createdAt": "soon", "postgresVersion": "", "nodes": [] }""")]
    [InlineData(
        """{ "name": "lab", "engine": "Local", "createdAt": "2026-11-24T00:00:00Z", "postgresVersion": "", "nodes": 5 }"""
    )]
    [InlineData(
        """{ "name": "lab", "engine": "Local", "createdAt": "2026-11-24T00:00:00Z", "postgresVersion": "", "nodes": [{ "name": "node1", "port": 1e9 }] }"""
    )]
    public void What_is_no_pair_is_told_by_one_exception(string text) =>
        Assert.ThrowsAny<JsonException>(() => StateJson.Pair.Parse(text));

    // Records compare their collections by reference: what is written of it again tells whether anything was lost.
    private static void SameAgain<T>(StateFormat<T> format, T content)
        where T : class
    {
        var text = format.ToText(content);
        var read = format.Parse(text);

        Assert.Equivalent(content, read, strict: true);
        Assert.Equal(text, format.ToText(read));
    }
}
