using System.Text.Json.Nodes;
using ReplicaShell.Kernel.Protocol;
using ReplicaShell.Kernel.Transport;

namespace ReplicaShell.Kernel.Client;

/// <summary>A request that the kernel is at work on.</summary>
/// <param name="published">Told of each message that it publishes meanwhile, on the sockets' thread.</param>
/// <param name="needsIdle">Whether the reply alone is not its end: what it publishes may come later.</param>
internal sealed class PendingRequest(Action<Message> published, bool needsIdle = true)
{
    private readonly TaskCompletionSource<JsonObject> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock gate = new();
    private JsonObject? reply;
    private bool isIdle;
    private bool isClosed;

    /// <summary>The reply, once all that belongs to it was published.</summary>
    /// <exception cref="KernelDiedException">The kernel ended meanwhile.</exception>
    public Task<JsonObject> Answer => answer.Task;

    /// <summary>Takes a message that belongs to it.</summary>
    public void Take(Channel from, Message message)
    {
        lock (gate)
        {
            if (isClosed)
            {
                return;
            }

            switch (from)
            {
                case Channel.Shell or Channel.Control:
                    reply = message.Content;
                    break;
                case Channel.IOPub when message.Type == "status":
                    isIdle = Text(message.Content["execution_state"]) == "idle";
                    break;
                case Channel.IOPub:
                    published(message);
                    break;
            }

            if (reply is not null && (isIdle || !needsIdle))
            {
                answer.TrySetResult(reply);
            }
        }
    }

    /// <summary>Says that no answer will come.</summary>
    public void Fail(Exception why) => answer.TrySetException(why);

    /// <summary>Nobody is told of anything any more, once this returns.</summary>
    public void Close()
    {
        lock (gate)
        {
            isClosed = true;
        }
    }

    private static string? Text(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}
