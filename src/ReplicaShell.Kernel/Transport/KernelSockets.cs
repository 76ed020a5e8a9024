using System.Collections.Concurrent;
using NetMQ;
using NetMQ.Sockets;
using ReplicaShell.Kernel.Protocol;

namespace ReplicaShell.Kernel.Transport;

/// <summary>The five sockets of a kernel. They belong to one thread, since NetMQ's are not thread-safe.</summary>
internal sealed class KernelSockets : IDisposable
{
    private const int LargestFrame = 64 * 1024 * 1024;
    private const long LargestBacklog = 16 * 1024 * 1024;

    // So long text waits for more of its kind; nobody sees the difference.
    private static readonly TimeSpan StreamPatience = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan ClientPatience = TimeSpan.FromSeconds(10);

    private readonly MessageCodec codec;
    private readonly Action<Channel, Message> received;
    private readonly Dictionary<Channel, NetMQSocket> sockets = [];
    private readonly RouterSocket heartbeat = new();
    private readonly NetMQQueue<Outgoing> queue = new();
    private readonly BlockingCollection<Outgoing> outbox = [];
    private readonly Backlog backlog = new(LargestBacklog, ClientPatience);
    private readonly NetMQPoller poller;
    private readonly Thread forwarder;
    private readonly ManualResetEventSlim flushed = new();

    /// <summary>Binds the sockets and begins to receive.</summary>
    /// <param name="file">The addresses and the key.</param>
    /// <param name="received">Called on the sockets' thread for every message that is rightly signed; must not wait.</param>
    public KernelSockets(ConnectionFile file, Action<Channel, Message> received)
    {
        codec = new MessageCodec(file.Key);
        this.received = received;
        BufferPool.SetCustomBufferPool(new CountedBuffers(backlog));
        poller = new NetMQPoller { queue, heartbeat };
        Bind(heartbeat, file.Address, file.Heartbeat);
        heartbeat.ReceiveReady += (_, e) => e.Socket.SendMultipartMessage(e.Socket.ReceiveMultipartMessage());
        Add(Channel.Shell, new RouterSocket(), file.Address, file.Shell);
        Add(Channel.Control, new RouterSocket(), file.Address, file.Control);
        Add(Channel.Stdin, new RouterSocket(), file.Address, file.Stdin);
        var publisher = new PublisherSocket();
        // Beyond a watermark it would drop messages, and a client that misses the end of a cell waits for ever.
        publisher.Options.SendHighWatermark = 0;
        Bind(publisher, file.Address, file.IOPub);
        sockets[Channel.IOPub] = publisher;
        queue.ReceiveReady += (_, e) => SendAll(e.Queue);
        poller.RunAsync("Jupyter sockets", isBackgroundThread: true);
        // A cell's thread can be aborted at any instruction; it touches this queue and no socket.
        forwarder = new Thread(Forward) { IsBackground = true, Name = "Jupyter outbox" };
        forwarder.Start();
    }

    /// <summary>Sends a message, in the order of the calls; from any thread.</summary>
    public void Send(Channel channel, Message message)
    {
        var outgoing = new Outgoing(channel, message);
        backlog.Add(outgoing.Weight);
        outbox.Add(outgoing);
    }

    /// <summary>Returns when what was sent before has left, or nearly: whoever sends much without end waits here.</summary>
    /// <param name="cancellationToken">Returns at once.</param>
    public void WaitForRoom(CancellationToken cancellationToken) => backlog.WaitForRoom(cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        outbox.CompleteAdding();
        forwarder.Join();
        flushed.Wait(TimeSpan.FromSeconds(2));
        poller.Stop();
        foreach (var socket in sockets.Values)
        {
            socket.Options.Linger = TimeSpan.FromSeconds(1);
            socket.Dispose();
        }

        heartbeat.Dispose();
        queue.Dispose();
        poller.Dispose();
        outbox.Dispose();
        flushed.Dispose();
        NetMQConfig.Cleanup(block: true);
    }

    private static void Bind(NetMQSocket socket, string address, int port)
    {
        socket.Options.MaxMsgSize = LargestFrame;
        socket.Bind($"tcp://{address}:{port}");
    }

    private void Add(Channel channel, RouterSocket socket, string address, int port)
    {
        // A page that is loaded again comes back under its old name, perhaps before the old connection is seen to be gone.
        socket.Options.RouterHandover = true;
        Bind(socket, address, port);
        socket.ReceiveReady += (_, e) =>
        {
            var frames = e.Socket.ReceiveMultipartBytes();
            if (codec.Decode(frames) is { } message)
            {
                received(channel, message);
            }
        };
        sockets[channel] = socket;
        poller.Add(socket);
    }

    private void Forward()
    {
        Outgoing? ready = null;
        while (ready is not null || outbox.TryTake(out ready, Timeout.Infinite))
        {
            // What is written in small pieces goes in larger ones, in the order in which it was written.
            Outgoing? next;
            while (outbox.TryTake(out next, ready.IsStream ? StreamPatience : TimeSpan.Zero) && ready.TryAppend(next))
            {
                next = null;
            }

            queue.Enqueue(ready);
            ready = next;
        }

        queue.Enqueue(null!);
    }

    private void SendAll(NetMQQueue<Outgoing> waiting)
    {
        while (waiting.TryDequeue(out var outgoing, TimeSpan.Zero))
        {
            if (outgoing is null)
            {
                flushed.Set();
                return;
            }

            var topic = outgoing.Channel == Channel.IOPub ? outgoing.Message.Type : null;
            sockets[outgoing.Channel].SendMultipartBytes(codec.Encode(outgoing.Complete(), topic));
            backlog.Remove(outgoing.Weight);
        }
    }
}
