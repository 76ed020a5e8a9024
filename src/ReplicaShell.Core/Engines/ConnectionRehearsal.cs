using System.Net;
using System.Net.Sockets;
using Npgsql;
using ReplicaShell.Sql;

namespace ReplicaShell.Engines;

/// <summary>
/// The first connection of a process takes a tenth of a second more than the next, since the driver's code for it is
/// compiled then. While the first server is being started there is time for that: this connects to a place in this process
/// that grants everything, and runs a statement that answers nothing.
/// </summary>
internal static class ConnectionRehearsal
{
    private const int BufferLength = 1 << 13;

    // Milliseconds in which the driver, in the same process, says something.
    private const int Patience = 5000;

    // What a server says to a client without a password, and to a statement without rows
    // (PostgreSQL documentation, "Message Formats").
    private static readonly byte[] Welcome =
    [
        .. Message('R', 0, 0, 0, 0),
        .. Message('S', [.. "server_version\015.0\0"u8]),
        .. Message('S', [.. "client_encoding\0UTF8\0"u8]),
        .. Message('K', 0, 0, 0, 1, 0, 0, 0, 1),
        .. Message('Z', (byte)'I'),
    ];

    private static readonly byte[] Done =
    [
        .. Message('1'),
        .. Message('2'),
        .. Message('n'),
        .. Message('C', [.. "SELECT 0\0"u8]),
        .. Message('Z', (byte)'I'),
    ];

    private static int _begun;

    /// <summary>Begins it when it was not begun before in this process. Nobody waits for it, and it fails in silence.</summary>
    public static void Begin(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _begun, 1) == 0)
        {
            _ = Task.Run(() => RunAsync(cancellationToken), cancellationToken);
        }
    }

    internal static async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            listener.Listen(1);
            var address = (IPEndPoint)listener.LocalEndPoint!;
            using var _ = cancellationToken.UnsafeRegister(static socket => ((Socket)socket!).Dispose(), listener);
            var answering = Task.Run(() => Answer(listener), cancellationToken);
            var settings = ConnectionSettings.For(
                new Topology.Endpoint(address.Address.ToString(), address.Port),
                new Topology.PairSecrets(string.Empty, string.Empty),
                Topology.PairDatabases.Application
            );
            await using (var source = ConnectionSettings.Plain(settings + ";Pooling=false"))
            await using (var connection = await source.OpenConnectionAsync(cancellationToken))
            {
                await connection.ExecuteAsync("rehearsal", cancellationToken);
            }

            await answering;
            return true;
        }
        catch (Exception e)
            when (e
                    is NpgsqlException
                        or IOException
                        or SocketException
                        or ObjectDisposedException
                        or OperationCanceledException
            )
        {
            // The first connection then takes its time.
            return false;
        }
    }

    // On a thread of its own for those moments: waiting in the asynchronous way would be compiled for this alone.
    private static void Answer(Socket listener)
    {
        using var client = listener.Accept();
        client.ReceiveTimeout = Patience;
        var buffer = new byte[BufferLength];
        var answer = Welcome;
        // The driver sends a statement's messages at once, and hangs up at the end.
        while (client.Receive(buffer) > 0 && buffer[0] != (byte)'X')
        {
            client.Send(answer);
            answer = Done;
        }
    }

    private static byte[] Message(char type, params byte[] body) =>
        [(byte)type, 0, 0, 0, (byte)(body.Length + 4), .. body];
}
