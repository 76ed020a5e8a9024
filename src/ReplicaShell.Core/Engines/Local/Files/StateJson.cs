using System.Text.Json;
using ReplicaShell.Engines.Local.Network;
using ReplicaShell.Topology;

namespace ReplicaShell.Engines.Local.Files;

/// <summary>The kinds of state that are kept of a pair.</summary>
internal static class StateJson
{
    public static readonly StateFormat<PairDefinition> Pair = new(Write, ReadPair);

    public static readonly StateFormat<PairSecrets> Secrets = new(Write, ReadSecrets);

    public static readonly StateFormat<NetworkPlan> Plan = new(Write, ReadPlan);

    public static readonly StateFormat<Dictionary<string, string>> Texts = new(
        (json, texts) => json.WriteTexts(texts),
        item => item.Texts()
    );

    private static void Write(Utf8JsonWriter json, PairDefinition pair)
    {
        json.WriteString("name", pair.Name);
        json.WriteString("engine", pair.Engine.ToString());
        json.WriteString("topology", pair.Topology.ToString());
        json.WriteBoolean("complete", pair.Complete);
        json.WriteString("createdAt", pair.CreatedAt);
        json.WriteString("postgresVersion", pair.PostgresVersion);
        json.WriteString("postgresPath", pair.PostgresPath);
        json.WriteString("image", pair.Image);
        json.WriteString("mode", pair.Mode.ToString());
        json.WriteNumber("quorum", pair.Quorum);
        json.WriteString("commit", pair.Commit.ToString());
        json.WriteString("leader", pair.Leader);
        json.WriteTexts("settings", pair.Settings);
        json.WriteStartArray("nodes");
        foreach (var node in pair.Nodes)
        {
            json.WriteStartObject();
            Write(json, node);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static PairDefinition ReadPair(JsonElement item) =>
        new()
        {
            Name = item.Text("name"),
            Engine = (EngineKind)(item.ChoiceOrNull("engine", typeof(EngineKind)) ?? throw new KeyNotFoundException()),
            Topology = (PairTopology)(item.ChoiceOrNull("topology", typeof(PairTopology)) ?? default(PairTopology)),
            Complete = item.Flag("complete"),
            CreatedAt = item.GetProperty("createdAt").GetDateTimeOffset(),
            PostgresVersion = item.Text("postgresVersion"),
            PostgresPath = item.TextOrNull("postgresPath"),
            Image = item.TextOrNull("image"),
            Mode = (ReplicationMode)(item.ChoiceOrNull("mode", typeof(ReplicationMode)) ?? default(ReplicationMode)),
            Quorum = item.NumberOrNull("quorum") ?? 0,
            Commit = (CommitLevel)(item.ChoiceOrNull("commit", typeof(CommitLevel)) ?? default(CommitLevel)),
            Leader = item.TextOrNull("leader"),
            Settings = item.Texts("settings"),
            Nodes = item.GetProperty("nodes").EnumerateArray().Select(ReadNode).ToArray(),
        };

    private static void Write(Utf8JsonWriter json, NodeDefinition node)
    {
        json.WriteString("name", node.Name);
        if (node.Host is not null)
        {
            json.WriteString("host", node.Host);
        }

        json.WriteNumber("port", node.Port);
        json.WriteNumberOrNull("upstreamPort", node.UpstreamPort);
        json.WriteNumberOrNull("clientPort", node.ClientPort);
        json.WriteBoolean("fenced", node.Fenced);
        if (node.FencedBy is { } fence)
        {
            json.WriteString("fencedBy", fence.ToString());
        }

        json.WriteBoolean("detached", node.Detached);
        if (node.HalfCopied)
        {
            json.WriteBoolean("halfCopied", node.HalfCopied);
        }

        if (node.Priority != NodeDefinition.DefaultPriority)
        {
            json.WriteNumber("priority", node.Priority);
        }

        json.WriteString("backupMethod", node.BackupMethod?.ToString());
    }

    private static NodeDefinition ReadNode(JsonElement item) =>
        new()
        {
            Name = item.Text("name"),
            Host = item.TextOrNull("host"),
            Port = item.Number("port"),
            UpstreamPort = item.NumberOrNull("upstreamPort"),
            ClientPort = item.NumberOrNull("clientPort"),
            Fenced = item.Flag("fenced"),
            FencedBy = (FenceMethod?)item.ChoiceOrNull("fencedBy", typeof(FenceMethod)),
            Detached = item.Flag("detached"),
            HalfCopied = item.Flag("halfCopied"),
            Priority = item.NumberOrNull("priority") ?? NodeDefinition.DefaultPriority,
            BackupMethod = (BackupMethod?)item.ChoiceOrNull("backupMethod", typeof(BackupMethod)),
        };

    private static void Write(Utf8JsonWriter json, PairSecrets secrets)
    {
        json.WriteString("superuser", secrets.Superuser);
        json.WriteString("replicator", secrets.Replicator);
        if (secrets.Connections is { } connections)
        {
            json.WriteTexts("connections", connections);
        }
    }

    private static PairSecrets ReadSecrets(JsonElement item) =>
        new(item.Text("superuser"), item.Text("replicator"))
        {
            Connections = item.Member("connections") is { } connections ? connections.Texts() : null,
        };

    private static void Write(Utf8JsonWriter json, NetworkPlan plan)
    {
        json.WriteNumber("controlPort", plan.ControlPort);
        json.WriteString("token", plan.Token);
        json.WriteTexts("upstreams", plan.Upstreams);
        json.WriteStartObject("witnesses");
        foreach (var (name, witness) in plan.Witnesses)
        {
            json.WriteStartObject(name);
            json.WriteNumber("port", witness.Port);
            json.WriteString("node", witness.Node);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteStartObject("networks");
        foreach (var (node, network) in plan.Networks)
        {
            json.WriteStartObject(node);
            json.WriteString("cut", network.Cut.ToString());
            json.WriteString("delay", network.Delay.ToString());
            json.WriteString("jitter", network.Jitter.ToString());
            json.WriteNumber("bytesPerSecond", network.BytesPerSecond);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static NetworkPlan ReadPlan(JsonElement item) =>
        new()
        {
            ControlPort = item.Number("controlPort"),
            Token = item.Text("token"),
            Upstreams = item.Texts("upstreams"),
            Witnesses = item.Member("witnesses")?.EnumerateObject().ToDictionary(one => one.Name, ReadWitness) ?? [],
            Networks = item.GetProperty("networks").EnumerateObject().ToDictionary(node => node.Name, ReadNetwork),
        };

    private static PlannedWitness ReadWitness(JsonProperty witness) =>
        new(witness.Value.Number("port"), witness.Value.Text("node"));

    private static NodeNetwork ReadNetwork(JsonProperty node) =>
        new()
        {
            Cut = (NetworkCut)(node.Value.ChoiceOrNull("cut", typeof(NetworkCut)) ?? default(NetworkCut)),
            Delay = node.Value.Duration("delay"),
            Jitter = node.Value.Duration("jitter"),
            BytesPerSecond = node.Value.GetProperty("bytesPerSecond").GetInt64(),
        };
}
