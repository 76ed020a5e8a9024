using System.Text.Json.Nodes;

namespace ReplicaShell.Kernel.Protocol;

/// <summary>A message of the Jupyter protocol.</summary>
internal sealed record Message(
    IReadOnlyList<byte[]> Identities,
    JsonObject Header,
    JsonObject Parent,
    JsonObject Content
)
{
    /// <summary>The version of the protocol that this kernel speaks.</summary>
    public const string ProtocolVersion = "5.3";

    private static readonly string Session = Guid.NewGuid().ToString("N");

    /// <summary>Its kind, such as <c>execute_request</c>.</summary>
    public string Type => (string?)Header["msg_type"] ?? "";

    /// <summary>A new message that answers or follows another.</summary>
    public static Message Following(Message? parent, string type, JsonObject content) =>
        new(
            parent?.Identities ?? [],
            new JsonObject
            {
                ["msg_id"] = Guid.NewGuid().ToString("N"),
                ["session"] = Session,
                ["username"] = "kernel",
                ["date"] = DateTime.UtcNow.ToString("o"),
                ["msg_type"] = type,
                ["version"] = ProtocolVersion,
            },
            parent is null ? [] : (JsonObject)parent.Header.DeepClone(),
            content
        );
}
