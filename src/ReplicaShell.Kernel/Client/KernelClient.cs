using NetMQ;
using NetMQ.Sockets;
using ReplicaShell.Kernel.Protocol;
using ReplicaShell.Kernel.Transport;

namespace ReplicaShell.Kernel.Client;

/// <summary>The sockets of a front end. They belong to one thread, since NetMQ's are not thread-safe.</summary>
internal sealed class KernelClient : IDisposable
{
    private const int LargestFrame = 64 * 1024 * 1024;

    // What waits beyond stays with the kernel, whose cells wait then.
    private const int MostWaiting = 32;

    private readonly MessageCodec codec;
    private readonly Dictionary<Channel, NetMQSocket> sockets;
    private readonly NetMQQueue<Outgoing> queue = new();
    private readonly NetMQPoller poller;

    /// <summary>Begins to connect; the kernel need not listen yet.</summary>
    /// <param name="file">The addresses and the key.</param>
    /// <param name="received">
    /// Called on the sockets' thread for every message that is rightly signed. While it works no other is read: a kernel that
    /// publishes faster than it is heard has to keep what it says.
    /// </param>
    public KernelClient(ConnectionFile file, Action<Channel, Message> received)
    {
        codec = new MessageCodec(file.Key);
        var published = new SubscriberSocket();
        published.Options.ReceiveHighWatermark = MostWaiting;
        sockets = new()
        {
            [Channel.Shell] = Connect(new DealerSocket(), file.Address, file.Shell),
            [Channel.Control] = Connect(new DealerSocket(), file.Address, file.Control),
            [Channel.IOPub] = Connect(published, file.Address, file.IOPub),
        };
        published.SubscribeToAnyTopic();
        poller = new NetMQPoller { queue };
        foreach (var (channel, socket) in sockets)
        {
            socket.ReceiveReady += (_, e) => Receive(channel, e.Socket, received);
            poller.Add(socket);
        }

        queue.ReceiveReady += (_, e) => SendAll(e.Queue);
        poller.RunAsync("Jupyter client", isBackgroundThread: true);
    }

    /// <summary>Sends a message; from any thread.</summary>
    public void Send(Channel channel, Message message) => queue.Enqueue(new Outgoing(channel, message));

    /// <inheritdoc/>
    public void Dispose()
    {
        poller.Stop();
        foreach (var socket in sockets.Values)
        {
            socket.Options.Linger = TimeSpan.Zero;
            socket.Dispose();
        }

        queue.Dispose();
        poller.Dispose();
    }

    private static NetMQSocket Connect(NetMQSocket socket, string address, int port)
    {
        socket.Options.MaxMsgSize = LargestFrame;
        socket.Options.ReconnectInterval = TimeSpan.FromMilliseconds(20);
        socket.Connect($"tcp://{address}:{port}");
        return socket;
    }

    private void Receive(Channel channel, NetMQSocket socket, Action<Channel, Message> received)
    {
        try
        {
            if (codec.Decode(socket.ReceiveMultipartBytes()) is { } message)
            {
                received(channel, message);
            }
        }
        catch (Exception e)
            when (e is InvalidOperationException or FormatException or ArgumentException or OverflowException)
        {
            // Rightly signed, and yet not what the protocol says: a cell can do that to its kernel. It goes unheard.
        }
    }

    private void SendAll(NetMQQueue<Outgoing> waiting)
    {
        while (waiting.TryDequeue(out var outgoing, TimeSpan.Zero))
        {
            sockets[outgoing.Channel].SendMultipartBytes(codec.Encode(outgoing.Message));
        }
    }
}
