using System.Text;
using System.Text.Json.Nodes;
using ReplicaShell.Kernel.Protocol;

namespace ReplicaShell.Kernel.Transport;

/// <summary>A message on its way to a channel.</summary>
internal sealed record Outgoing(Channel Channel, Message Message)
{
    private const int LongestText = 64 * 1024;
    private const int Overhead = 1024;
    private StringBuilder? text;

    /// <summary>About how many bytes of memory it takes while it waits.</summary>
    public long Weight { get; private set; } = Overhead + 2L * Length(Message.Content);

    /// <summary>Whether it is text of a stream, to which more can be added.</summary>
    public bool IsStream => Message.Type == "stream";

    /// <summary>Takes in the text of the next message, where that is more of the same stream of the same cell.</summary>
    /// <returns>False when it is something else, or enough.</returns>
    public bool TryAppend(Outgoing next)
    {
        if (
            !IsStream
            || !next.IsStream
            || (string?)Message.Content["name"] != (string?)next.Message.Content["name"]
            || (string?)Message.Parent["msg_id"] != (string?)next.Message.Parent["msg_id"]
            || text?.Length > LongestText
        )
        {
            return false;
        }

        text ??= new StringBuilder((string?)Message.Content["text"]);
        text.Append((string?)next.Message.Content["text"]);
        Weight += next.Weight;
        return true;
    }

    /// <summary>The message as it is sent, with all that was added.</summary>
    public Message Complete()
    {
        if (text is not null)
        {
            Message.Content["text"] = text.ToString();
        }

        return Message;
    }

    private static int Length(JsonNode? node) =>
        node switch
        {
            JsonObject map => map.Sum(one => Length(one.Value)),
            JsonArray list => list.Sum(Length),
            JsonValue value when value.TryGetValue(out string? words) => words.Length,
            _ => 0,
        };
}
