using System.Net;
using System.Net.Sockets;

namespace ReplicaShell.Wire;

/// <summary>Asks a server to cancel what a session runs, over a connection of its own, as the protocol wants it.</summary>
internal static class WireCancellation
{
    /// <summary>
    /// Sends the request and waits until the server has hung up, which it does when the session was told. A server that
    /// does not get there in time, or is gone, is nobody's error: nothing can be cancelled there.
    /// </summary>
    /// <param name="server">The server's address.</param>
    /// <param name="key">The session.</param>
    /// <param name="limit">How long it may take.</param>
    public static async Task RequestAsync(EndPoint server, WireCancelKey key, TimeSpan limit)
    {
        using var end = new CancellationTokenSource(limit);
        using var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(server, end.Token);
            await socket.SendAsync(new WireWriter().Cancel(key).ToArray(), end.Token);
            await socket.ReceiveAsync(new byte[1], end.Token);
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException)
        {
            // See above.
        }
    }
}
