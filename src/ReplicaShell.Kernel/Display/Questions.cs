using System.Text.Json.Nodes;
using ReplicaShell.Kernel.Protocol;
using ReplicaShell.Kernel.Transport;

namespace ReplicaShell.Kernel.Display;

/// <summary>Questions to the person at a client, one at a time.</summary>
internal sealed class Questions(Action<Channel, Message> send)
{
    private readonly Lock gate = new();
    private TaskCompletionSource<string>? open;
    private byte[]? asked;

    /// <summary>Asks the client that sent a request and waits for the answer.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled first.</exception>
    public string Ask(Message request, string prompt, bool secret, CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            open = answer;
            asked = request.Identities.Count > 0 ? request.Identities[0] : [];
        }

        var question = new JsonObject { ["prompt"] = prompt, ["password"] = secret };
        send(Channel.Stdin, Message.Following(request, "input_request", question));
        return answer.Task.WaitAsync(cancellationToken).GetAwaiter().GetResult();
    }

    /// <summary>Takes in what came on the channel of answers: an answer of the client that was asked; nothing else counts.</summary>
    public void Receive(Message reply)
    {
        if (
            reply.Type != "input_reply"
            || (reply.Content["value"] as JsonValue)?.TryGetValue<string>(out var value) != true
        )
        {
            return;
        }

        lock (gate)
        {
            if (open is not null && reply.Identities.Count > 0 && reply.Identities[0].AsSpan().SequenceEqual(asked))
            {
                open.TrySetResult(value!);
                open = null;
            }
        }
    }
}
