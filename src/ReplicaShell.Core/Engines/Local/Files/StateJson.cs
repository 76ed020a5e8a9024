using System.Text.Json.Serialization;
using ReplicaShell.Topology;

namespace ReplicaShell.Engines.Local.Files;

/// <summary>How the state of a pair looks on disk. Generated code: reflection would cost a fifth of the first command.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true,
    UseStringEnumConverter = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase
)]
[JsonSerializable(typeof(PairDefinition))]
[JsonSerializable(typeof(PairSecrets))]
[JsonSerializable(typeof(Network.NetworkPlan))]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class StateJson : JsonSerializerContext;
