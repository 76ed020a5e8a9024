using System.Net;
using System.Net.Sockets;
using ReplicaShell.Engines;
using ReplicaShell.Topology;

namespace ReplicaShell.Wire;

/// <summary>
/// Asks whether a server would let a client in. A driver that is refused a session throws through all its layers, and asked five
/// hundred times a second while a server starts it takes the processor time that the server needs.
/// </summary>
internal static class WireProbe
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly byte[] Encryption = new WireWriter().SslRequest().ToArray();

    private static readonly byte[] Session = new WireWriter()
        .Startup([new("user", PairDatabases.Superuser), new("database", ServerConnection.Maintenance)])
        .ToArray();

    /// <summary>
    /// Whether a server asks who the client is; one that still starts, or recovers, refuses before that. It takes a second at
    /// most.
    /// </summary>
    /// <param name="host">An address, no name.</param>
    /// <param name="port">Its port.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    public static async ValueTask<bool> AnswersAsync(string host, int port, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        var address = IPAddress.Parse(host);
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(address, port, limit.Token);
            return await AskAsync(Encryption) switch
            {
                'N' => await AskAsync(Session) == 'R',
                'S' => true,
                _ => false,
            };
        }
        catch (SocketException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }

        // The first byte of the answer. In front of a container there is somebody who accepts in any case, and hangs up where
        // nobody is behind.
        async ValueTask<char?> AskAsync(byte[] request)
        {
            var answer = new byte[1];
            await socket.SendAsync(request, limit.Token);
            return await socket.ReceiveAsync(answer, limit.Token) > 0 ? (char)answer[0] : null;
        }
    }
}
