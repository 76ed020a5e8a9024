using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using ReplicaShell.Sql;
using ReplicaShell.Topology;

namespace ReplicaShell.Engines.Rehearsal;

/// <summary>
/// The other end of a rehearsed connection, on 127.0.0.1 and in this process: it speaks just as much of the protocol as the
/// rehearsal hears (PostgreSQL documentation, "Message Flow" and "SASL Authentication").
/// </summary>
internal sealed class RehearsalServer : IDisposable
{
    private const int BufferLength = 1 << 13;

    // Milliseconds in which a client, in the same process, says something.
    private const int Patience = 5000;

    private readonly string _challenge;
    private readonly byte[] _serverKey;
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly byte[] _buffer = new byte[BufferLength];

    /// <summary>Listens.</summary>
    /// <param name="password">The password that clients prove to know.</param>
    public RehearsalServer(string password)
    {
        // SCRAM-SHA-256$ITERATIONS:SALT$STORED KEY:SERVER KEY
        var verifier = ScramVerifier.For(password).Split('$', ':');
        _challenge = $"s={verifier[2]},i={verifier[1]}";
        _serverKey = Convert.FromBase64String(verifier[4]);
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(1);
    }

    /// <summary>Where it listens.</summary>
    public Endpoint Address => new(IPAddress.Loopback.ToString(), ((IPEndPoint)_listener.LocalEndPoint!).Port);

    /// <summary>
    /// Answers one client after the other. On a thread of its own for those moments: waiting in the asynchronous way would be
    /// compiled for this alone.
    /// </summary>
    public void AnswerTwoClients()
    {
        Answer();
        Answer();
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    private void Answer()
    {
        using var client = _listener.Accept();
        client.ReceiveTimeout = Patience;
        Greet(client);
        foreach (var answer in RehearsalMessages.Answers)
        {
            if (Hear(client)[0] == RehearsalMessages.Farewell)
            {
                return;
            }

            client.Send(answer);
        }
    }

    private void Greet(Socket client)
    {
        Hear(client);
        client.Send(RehearsalMessages.AskForPassword);
        // n,,n=USER,r=NONCE; a client may say y for n, and whatever user, since that of the startup message counts.
        var first = Encoding.ASCII.GetString(Hear(client)).Split(",,")[1];
        var nonce = first.Split(",r=")[1];
        var challenge = $"r={nonce}x,{_challenge}";
        client.Send(RehearsalMessages.Continue(challenge));
        // c=biws,r=NONCE,p=PROOF
        var proven = Encoding.ASCII.GetString(Hear(client)[RehearsalMessages.HeaderLength..]).Split(",p=")[0];
        var dialogue = Encoding.ASCII.GetBytes($"{first},{challenge},{proven}");
        client.Send(RehearsalMessages.Welcome(HMACSHA256.HashData(_serverKey, dialogue)));
    }

    // A client sends what belongs together at once, and in this process it arrives so.
    private ReadOnlySpan<byte> Hear(Socket client) =>
        client.Receive(_buffer) is > 0 and var count
            ? _buffer.AsSpan(0, count)
            : throw new IOException("The client hung up.");
}
