using System.Net;
using System.Net.Sockets;

namespace ReplicaShell.Wire;

/// <summary>
/// Asks whether a server answers at all. A driver that is refused a session throws through all its layers, and asked five
/// hundred times a second while a server starts it takes the processor time that the server needs.
/// </summary>
internal static class WireProbe
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly byte[] Request = new WireWriter().SslRequest().ToArray();

    /// <summary>Whether a server says if it has encryption, as each does that runs; it takes a second at most.</summary>
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
            await socket.SendAsync(Request, limit.Token);
            // In front of a container there is somebody who accepts in any case, and hangs up where nobody is behind.
            return await socket.ReceiveAsync(new byte[1], limit.Token) > 0;
        }
        catch (SocketException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
