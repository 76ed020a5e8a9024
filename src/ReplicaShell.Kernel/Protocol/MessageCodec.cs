using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ReplicaShell.Kernel.Protocol;

/// <summary>Turns messages into signed frames and back; what is not signed with the key is no message.</summary>
internal sealed class MessageCodec(string key)
{
    private static readonly byte[] Delimiter = "<IDS|MSG>"u8.ToArray();
    private readonly byte[] secret = Encoding.UTF8.GetBytes(key);

    /// <summary>The frames of a message; <paramref name="topic"/> stands in the place of identities where it is given.</summary>
    public List<byte[]> Encode(Message message, string? topic = null)
    {
        byte[][] parts = [Bytes(message.Header), Bytes(message.Parent), "{}"u8.ToArray(), Bytes(message.Content)];
        IEnumerable<byte[]> first = topic is null ? message.Identities : [Encoding.UTF8.GetBytes(topic)];
        return [.. first, Delimiter, Sign(parts), .. parts];
    }

    /// <summary>The message of some frames; null when they are malformed or wrongly signed.</summary>
    public Message? Decode(IReadOnlyList<byte[]> frames)
    {
        var at = 0;
        while (at < frames.Count && !frames[at].AsSpan().SequenceEqual(Delimiter))
        {
            at++;
        }

        if (frames.Count < at + 6)
        {
            return null;
        }

        byte[][] parts = [frames[at + 2], frames[at + 3], frames[at + 4], frames[at + 5]];
        if (!CryptographicOperations.FixedTimeEquals(frames[at + 1], Sign(parts)))
        {
            return null;
        }

        try
        {
            return
                Parse(parts[0]) is { } header
                && IsText(header["msg_type"])
                && IsText(header["msg_id"])
                && Parse(parts[1]) is { } parent
                && Parse(parts[3]) is { } content
                ? new Message([.. frames.Take(at)], header, parent, content)
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    // A name that comes twice would be found out only when it is asked for.
    private static JsonObject? Parse(byte[] part)
    {
        var node = JsonNode.Parse(part, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false });
        // So is half a surrogate pair, which no message could be answered with.
        _ = node?.ToJsonString();
        return node as JsonObject;
    }

    private static bool IsText(JsonNode? node) => node?.GetValueKind() == JsonValueKind.String;

    private static byte[] Bytes(JsonObject part) => Encoding.UTF8.GetBytes(part.ToJsonString());

    private byte[] Sign(IEnumerable<byte[]> parts)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
        foreach (var part in parts)
        {
            hash.AppendData(part);
        }

        return Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}
