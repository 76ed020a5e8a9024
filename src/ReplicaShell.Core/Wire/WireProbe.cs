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

    /// <summary>Whether a server says if it has encryption, as each does that runs; blocks for a second at most.</summary>
    /// <param name="host">An address, no name.</param>
    /// <param name="port">Its port.</param>
    public static bool Answers(string host, int port)
    {
        var address = IPAddress.Parse(host);
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp)
        {
            ReceiveTimeout = (int)Patience.TotalMilliseconds,
        };
        try
        {
            socket.Connect(address, port);
        }
        catch (SocketException)
        {
            return false;
        }

        // In front of a container there is somebody who accepts in any case, and hangs up where nobody is behind.
        Span<byte> answer = stackalloc byte[1];
        return socket.Send(Request, SocketFlags.None, out _) == Request.Length
            && socket.Receive(answer, SocketFlags.None, out _) == answer.Length;
    }
}
