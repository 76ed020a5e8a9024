using System.Net;
using System.Net.Sockets;
using ReplicaShell.Link.Contract;

namespace ReplicaShell.Link.Relay;

/// <summary>Opens listening ports on 127.0.0.1.</summary>
internal static class Listener
{
    private const int Backlog = 1024;

    /// <summary>A socket that listens on <paramref name="port"/>.</summary>
    /// <exception cref="LinkException"><see cref="LinkErrorIds.PortInUse"/>; the message is the port alone.</exception>
    public static Socket Open(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (OperatingSystem.IsWindows())
            {
                // Otherwise Windows lets two processes listen on one port.
                socket.ExclusiveAddressUse = true;
            }
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            socket.Listen(Backlog);
            return socket;
        }
        catch (SocketException e)
        {
            socket.Dispose();
            // Windows denies a reserved port and Unix one below 1024: neither can be had, whoever holds it.
            throw e.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied
                ? new LinkException(LinkErrorIds.PortInUse, $"{port}", e)
                : new LinkException(LinkErrorIds.LinkFailed, $"port {port}: {e.Message}", e);
        }
    }
}
