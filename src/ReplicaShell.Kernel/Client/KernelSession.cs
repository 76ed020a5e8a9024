using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using ReplicaShell.Kernel.Protocol;
using ReplicaShell.Kernel.Transport;

namespace ReplicaShell.Kernel.Client;

/// <summary>A fresh kernel in a process of its own, and the way to talk to it.</summary>
internal sealed class KernelSession : IAsyncDisposable
{
    private const int Attempts = 3;
    private static readonly TimeSpan TimeToStart = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan TimeToWindUp = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan TimeToEnd = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentDictionary<string, PendingRequest> pending = new();
    private readonly TaskCompletionSource heard = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConnectionFolder folder;
    private readonly KernelProcess process;
    private readonly KernelClient client;
    private KernelDiedException? death;

    private KernelSession(KernelLaunch launch)
    {
        folder = new ConnectionFolder();
        process = KernelProcess.Start(launch, folder.Path);
        client = new KernelClient(folder.Connection, Receive);
        _ = WatchAsync();
    }

    /// <summary>What the kernel says of its language, for the notebook's metadata.</summary>
    public JsonObject LanguageInfo { get; private set; } = [];

    /// <summary>Starts a kernel and waits until it answers.</summary>
    /// <exception cref="KernelDiedException">It ended before it answered.</exception>
    /// <exception cref="TimeoutException">It did not answer within two minutes.</exception>
    public static async Task<KernelSession> StartAsync(KernelLaunch launch, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var session = new KernelSession(launch);
            try
            {
                await session.AwakeAsync(cancellationToken).WaitAsync(TimeToStart, cancellationToken);
                return session;
            }
            catch (KernelDiedException) when (attempt < Attempts)
            {
                // Somebody may have taken one of its ports in the moment before it listened.
                await session.DisposeAsync();
            }
            catch
            {
                await session.DisposeAsync();
                throw;
            }
        }
    }

    /// <summary>Has the kernel run a cell.</summary>
    /// <param name="code">The cell.</param>
    /// <param name="stopOnError">Whether a failure aborts what was asked for after it.</param>
    /// <param name="published">Told of each message that it publishes meanwhile, on the sockets' thread.</param>
    public PendingRequest Execute(string code, bool stopOnError, Action<Message> published)
    {
        var content = new JsonObject
        {
            ["code"] = code,
            ["silent"] = false,
            ["store_history"] = true,
            ["user_expressions"] = new JsonObject(),
            ["allow_stdin"] = false,
            ["stop_on_error"] = stopOnError,
        };
        return Send(Channel.Shell, "execute_request", content, published);
    }

    /// <summary>Asks for the end of what runs.</summary>
    public void Interrupt() => Send(Channel.Control, "interrupt_request", [], _ => { });

    /// <summary>Ends the kernel: it is asked first.</summary>
    public async ValueTask DisposeAsync()
    {
        var end = Send(Channel.Control, "shutdown_request", new JsonObject { ["restart"] = false }, _ => { });
        await Task.WhenAny(end.Answer, process.Ended, Task.Delay(TimeToWindUp));
        await process.EndAsync(TimeToEnd);
        client.Dispose();
        process.Dispose();
        folder.Dispose();
    }

    // The first messages that a kernel publishes are lost on a client that is just connecting: ask until one is heard.
    private async Task AwakeAsync(CancellationToken cancellationToken)
    {
        do
        {
            var info = Send(Channel.Shell, "kernel_info_request", [], _ => { }, needsIdle: false);
            var reply = await info.Answer.WaitAsync(cancellationToken);
            LanguageInfo = reply["language_info"]?.DeepClone() as JsonObject ?? [];
            await Task.WhenAny(heard.Task, Task.Delay(Quiet, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
        } while (!heard.Task.IsCompleted);
    }

    private PendingRequest Send(
        Channel channel,
        string type,
        JsonObject content,
        Action<Message> published,
        bool needsIdle = true
    )
    {
        var message = Message.Following(null, type, content);
        var request = new PendingRequest(published, needsIdle);
        pending[(string)message.Header["msg_id"]!] = request;
        client.Send(channel, message);
        if (Volatile.Read(ref death) is { } died)
        {
            request.Fail(died);
        }

        return request;
    }

    private void Receive(Channel from, Message message)
    {
        if (from == Channel.IOPub)
        {
            heard.TrySetResult();
        }

        if (
            message.Parent["msg_id"] is JsonValue value
            && value.TryGetValue(out string? id)
            && pending.TryGetValue(id, out var request)
        )
        {
            request.Take(from, message);
        }
    }

    private async Task WatchAsync()
    {
        await process.Ended;
        // What it sent before its end may still be on the way.
        await Task.Delay(Quiet);
        Volatile.Write(ref death, new KernelDiedException(process.Obituary));
        foreach (var request in pending.Values)
        {
            request.Fail(death!);
        }
    }
}
