using System.Text.Json.Serialization;

namespace ReplicaShell.Link.Contract;

/// <summary>Reads and writes what the link and its client exchange, generated so that the link starts fast.</summary>
[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
[JsonSerializable(typeof(LinkConfiguration))]
[JsonSerializable(typeof(LinkStatus))]
internal sealed partial class LinkJson : JsonSerializerContext;
