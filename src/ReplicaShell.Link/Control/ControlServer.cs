using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using ReplicaShell.Link.Relay;

namespace ReplicaShell.Link.Control;

/// <summary>
/// Answers requests of one line on the control port. Whoever cannot show the token, writes too much or takes too long
/// is hung up on.
/// </summary>
internal sealed class ControlServer(int port, LinkHost host) : IDisposable
{
    private const int LongestLine = 4096;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan PauseAfterFailedAccept = TimeSpan.FromMilliseconds(100);

    private readonly Socket listener = Listener.Open(port);

    /// <summary>Accepts until it is disposed.</summary>
    public async Task RunAsync()
    {
        while (true)
        {
            try
            {
                _ = ServeAsync(await listener.AcceptAsync());
            }
            catch (Exception e)
                when (e is ObjectDisposedException or SocketException { SocketErrorCode: SocketError.OperationAborted })
            {
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(PauseAfterFailedAccept);
            }
        }
    }

    /// <summary>Closes the port.</summary>
    public void Dispose() => listener.Dispose();

    private async Task ServeAsync(Socket client)
    {
        var isLast = false;
        try
        {
            using var patience = new CancellationTokenSource(Patience);
            if (await ReadLineAsync(client, patience.Token) is { } line && CommandOf(line) is { } command)
            {
                var answer = Encoding.UTF8.GetBytes(await host.AnswerAsync(command) + "\n");
                await client.SendAsync(answer, patience.Token);
                isLast = command == LinkHost.Stop;
            }
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // A client that misbehaves or went away is nobody's problem but its own.
        }
        finally
        {
            if (isLast)
            {
                // The connection stays open until the process is gone: its end tells the client that.
                host.End();
            }
            else
            {
                client.Dispose();
            }
        }
    }

    private static async Task<string?> ReadLineAsync(Socket client, CancellationToken cancellationToken)
    {
        var buffer = new byte[LongestLine];
        var length = 0;
        while (length < buffer.Length)
        {
            var count = await client.ReceiveAsync(buffer.AsMemory(length), cancellationToken);
            if (count == 0)
            {
                return null;
            }
            length += count;
            var end = Array.IndexOf(buffer, (byte)'\n', 0, length);
            if (end >= 0)
            {
                return Encoding.UTF8.GetString(buffer, 0, end).TrimEnd('\r');
            }
        }
        return null;
    }

    /// <summary>The command of a line that begins with the token, else null.</summary>
    private string? CommandOf(string line)
    {
        var space = line.IndexOf(' ', StringComparison.Ordinal);
        if (space < 0)
        {
            return null;
        }
        var isRight = CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(line[..space]),
            Encoding.UTF8.GetBytes(host.Token)
        );
        return isRight ? line[(space + 1)..] : null;
    }
}
