using System.Net;
using System.Net.Sockets;
using System.Text;
using ReplicaShell.Link.Contract;

namespace ReplicaShell.Engines.Local.Link;

/// <summary>Asks a link process, one request a connection.</summary>
internal static class LinkControl
{
    /// <summary>The answer to a command that has been carried out.</summary>
    public const string Ok = "ok";

    /// <summary>A link answers within milliseconds; one that takes this long is frozen or overloaded beyond use.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The answer to <paramref name="command"/> without its line end, or null when the link is down, does not answer or
    /// does not know the token. It returns when the link has closed the connection; after <c>stop</c> its process does
    /// that by ending.
    /// </summary>
    public static async Task<string?> AskAsync(
        LinkConfiguration link,
        string command,
        CancellationToken cancellationToken
    )
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, link.ControlPort), patience.Token);
            await socket.SendAsync(Encoding.UTF8.GetBytes($"{link.Token} {command}\n"), patience.Token);
            return await ReadLineAsync(socket, patience.Token);
        }
        catch (SocketException)
        {
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private static async Task<string?> ReadLineAsync(Socket socket, CancellationToken cancellationToken)
    {
        using var answer = new MemoryStream();
        var buffer = new byte[4096];
        try
        {
            while (await socket.ReceiveAsync(buffer, cancellationToken) is > 0 and var count)
            {
                answer.Write(buffer, 0, count);
            }
        }
        catch (SocketException)
        {
            // A process that ends may reset the connection after its answer.
        }
        var text = Encoding.UTF8.GetString(answer.ToArray());
        return text.EndsWith('\n') ? text.TrimEnd('\n') : null;
    }
}
