using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using Npgsql;

namespace ReplicaShell.Wire;

/// <summary>Makes the TCP connection to a server, and encrypts it where the connection string or the server says so.</summary>
internal static class WireTransport
{
    /// <summary>
    /// Connects. The socket stays in blocking mode for good: .NET leaves it only when asynchronous calls are made on it,
    /// and each answer would then pass through its epoll thread.
    /// </summary>
    public static Socket Connect(string host, int port, CancellationToken cancellationToken)
    {
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : Dns.GetHostAddresses(host);
        SocketException? failure = null;
        foreach (var address in addresses)
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            using var abort = cancellationToken.Register(socket.Dispose);
            try
            {
                KeepAlive(socket);
                socket.Connect(address, port);
                return socket;
            }
            catch (SocketException exception)
            {
                failure = exception;
                socket.Dispose();
                cancellationToken.ThrowIfCancellationRequested();
            }
        }

        throw new WireException($"{host}:{port} does not accept connections.", null, failure);
    }

    /// <summary>The stream to speak through: encrypted or plain, as Npgsql understands the SSL Mode.</summary>
    public static Stream Secure(Socket socket, NpgsqlConnectionStringBuilder settings)
    {
        var plain = new NetworkStream(socket, ownsSocket: true);
        if (settings.SslMode is SslMode.Disable or SslMode.Allow)
        {
            return plain;
        }

        plain.Write(new WireWriter().SslRequest().ToArray());
        if (plain.ReadByte() != 'S')
        {
            return settings.SslMode == SslMode.Prefer
                ? plain
                : throw new WireException("The server has no encryption, but the connection string demands it.");
        }

        var secured = new SslStream(plain, leaveInnerStreamOpen: false);
        secured.AuthenticateAsClient(
            new SslClientAuthenticationOptions
            {
                TargetHost = settings.Host,
                RemoteCertificateValidationCallback = (_, _, _, errors) => IsTrusted(settings.SslMode, errors),
            }
        );
        return secured;
    }

    private static bool IsTrusted(SslMode mode, SslPolicyErrors errors) =>
        mode switch
        {
            SslMode.VerifyFull => errors == SslPolicyErrors.None,
            SslMode.VerifyCA => (errors & ~SslPolicyErrors.RemoteCertificateNameMismatch) == SslPolicyErrors.None,
            _ => true,
        };

    /// <summary>A peer whose machine vanished is noticed after some 15 s; a frozen one still answers keepalives.</summary>
    private static void KeepAlive(Socket socket)
    {
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 5);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 2);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 5);
    }
}
