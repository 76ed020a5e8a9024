using System.Net;
using System.Net.Sockets;
using System.Text;
using Npgsql;
using ReplicaShell.Topology;

namespace ReplicaShell.Wire;

/// <summary>
/// Asks whether a server would let a client in. A driver that is refused a session throws through all its layers, and asked five
/// hundred times a second while a server starts it takes the processor time that the server needs.
/// </summary>
internal static class WireProbe
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private const int LongestAnswer = 1024;

    // The field C, the SQLSTATE, of an error: pg_hba.conf rejects (PostgreSQL documentation, "Error and Notice Message Fields").
    private const string LetsNobodyIn = "C" + PostgresErrorCodes.InvalidAuthorizationSpecification + "\0";

    private static readonly byte[] Encryption = new WireWriter().SslRequest().ToArray();

    private static readonly byte[] Session = new WireWriter()
        .Startup([new("user", PairDatabases.Superuser), new("database", PairDatabases.Application)])
        .ToArray();

    /// <summary>
    /// Whether a server asks who the client is, or is told to let nobody in and says so; one that still starts, or recovers,
    /// refuses before that. It takes a second at most.
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
                ['N', ..] => await AskAsync(Session) is var answer
                    && (answer is ['R', ..] || answer.Contains(LetsNobodyIn, StringComparison.Ordinal)),
                ['S', ..] => true,
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

        // The beginning of the answer. In front of a container there is somebody who accepts in any case, and hangs up where
        // nobody is behind.
        async ValueTask<string> AskAsync(byte[] request)
        {
            var answer = new byte[LongestAnswer];
            await socket.SendAsync(request, limit.Token);
            var length = await socket.ReceiveAsync(answer, limit.Token);
            return Encoding.Latin1.GetString(answer, 0, length);
        }
    }
}
