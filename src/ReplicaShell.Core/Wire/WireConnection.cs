using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace ReplicaShell.Wire;

/// <summary>
/// A session with a server for one thread that asks a few prepared statements over and over: blocking calls, and a
/// bounded wait before each of them. Npgsql cannot bound a wait below a second, nor give up a frozen server without
/// asking it, and costs twice the CPU time.
/// </summary>
internal sealed class WireConnection : IDisposable
{
    private static readonly TimeSpan OpenTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan RestOfAnswerTimeout = TimeSpan.FromSeconds(1);
    private readonly Socket _socket;
    private readonly EndPoint _server;
    private readonly Stream _stream;
    private readonly WireReader _reader;
    private readonly WireWriter _request = new();
    private readonly HashSet<WireStatement> _prepared = [];
    private readonly Queue<WireStatement> _beingPrepared = new();
    private WireCancelKey _cancelKey;

    private WireConnection(Socket socket, Stream stream)
    {
        _socket = socket;
        _server = socket.RemoteEndPoint!;
        _stream = stream;
        _reader = new WireReader(stream);
    }

    /// <summary>Opens a session; blocks until it is ready, or cancelled, or 10 s have passed.</summary>
    /// <param name="settings">Host, port, user, password, database and encryption.</param>
    /// <param name="parameters">Settings of the session.</param>
    /// <param name="cancellationToken">Ends the attempt at once.</param>
    /// <exception cref="WireException">The server cannot be reached or refuses.</exception>
    public static WireConnection Open(
        NpgsqlConnectionStringBuilder settings,
        IEnumerable<KeyValuePair<string, string>> parameters,
        CancellationToken cancellationToken
    )
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(OpenTimeout);
        try
        {
            var socket = WireTransport.Connect(settings.Host ?? "localhost", settings.Port, limit.Token);
            using var abort = limit.Token.Register(socket.Dispose);
            return Open(socket, settings, parameters);
        }
        catch (Exception exception) when (limit.IsCancellationRequested && exception is not WireException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new WireException("The server did not answer in time.", null, exception);
        }
        catch (Exception exception) when (exception is not WireException)
        {
            throw new WireException("The session could not be opened: " + exception.Message, null, exception);
        }
    }

    /// <summary>Asks for a series of statements in one transaction; each is prepared when it is asked for first.</summary>
    /// <exception cref="IOException">The connection is lost.</exception>
    public void Ask(params ReadOnlySpan<WireStatement> statements)
    {
        _request.Clear();
        foreach (var statement in statements)
        {
            if (!_prepared.Contains(statement))
            {
                _request.Bytes(statement.Preparation);
                _beingPrepared.Enqueue(statement);
            }

            _request.Bytes(statement.Execution);
        }

        _stream.Write(_request.Sync().Written);
    }

    /// <summary>How long a read waits before it throws; the connection is as good as before then.</summary>
    public TimeSpan Patience
    {
        set => _socket.ReceiveTimeout = (int)Math.Clamp(Math.Ceiling(value.TotalMilliseconds), 1, int.MaxValue);
    }

    /// <summary>Sends messages that were composed before and end in Sync.</summary>
    /// <exception cref="IOException">The connection is lost, and the server has not got all of them.</exception>
    public void Send(ReadOnlySpan<byte> messages) => _stream.Write(messages);

    /// <summary>Asks the server to cancel what this session runs; completes when it was told, or after that time.</summary>
    public Task CancelAsync(TimeSpan limit) => WireCancellation.RequestAsync(_server, _cancelKey, limit);

    /// <summary>Whether an answer begins to arrive (or the connection ends) within that time.</summary>
    public bool Wait(TimeSpan time) => _socket.Poll(time, SelectMode.SelectRead);

    /// <summary>Takes the whole answer to a series of statements.</summary>
    /// <exception cref="IOException">The connection is lost.</exception>
    public void Receive(IWireSink sink)
    {
        var statement = 0;
        while (true)
        {
            var body = _reader.Next();
            switch (_reader.Type)
            {
                case '1':
                    if (_beingPrepared.TryDequeue(out var prepared))
                    {
                        _prepared.Add(prepared);
                    }

                    break;
                case 'D':
                    sink.OnRow(statement, new WireRow(body));
                    break;
                case 'C':
                    statement++;
                    break;
                case 'E':
                    sink.OnError(statement, WireError.Parse(body));
                    break;
                case 'N':
                    sink.OnNotice(WireError.Parse(body));
                    break;
                case 'Z':
                    _beingPrepared.Clear();
                    return;
            }
        }
    }

    /// <summary>Runs a command whose answer is taken message by message, up to and with ReadyForQuery ('Z').</summary>
    /// <param name="command">The command.</param>
    /// <param name="size">About how many bytes a message of the answer has.</param>
    /// <param name="abort">Closes the connection, and so ends a read that waits.</param>
    /// <exception cref="IOException">The connection is lost.</exception>
    public WireReader Run(string command, int size, CancellationToken abort)
    {
        abort.Register(_socket.Dispose);
        _socket.ReceiveTimeout = 0;
        _stream.Write(new WireWriter().Query(command).Written);
        return new WireReader(_stream, size);
    }

    /// <summary>Whether a read ended because its time had run out.</summary>
    public static bool IsTimeout(Exception exception) =>
        exception.InnerException is SocketException { SocketErrorCode: SocketError.TimedOut or SocketError.WouldBlock };

    /// <summary>Ends the connection at once, and with it a read that waits in another thread.</summary>
    public void Abort() => _socket.Dispose();

    /// <summary>Ends the session; one that is frozen too.</summary>
    public void Dispose()
    {
        try
        {
            _socket.Blocking = false;
            _stream.Write(new WireWriter().Terminate().ToArray());
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException)
        {
            // The server notices the end of the connection by itself.
        }

        _stream.Dispose();
    }

    private static WireConnection Open(
        Socket socket,
        NpgsqlConnectionStringBuilder settings,
        IEnumerable<KeyValuePair<string, string>> parameters
    )
    {
        Stream? stream = null;
        try
        {
            stream = WireTransport.Secure(socket, settings);
            var connection = new WireConnection(socket, stream);
            connection._cancelKey = WireHandshake.Run(
                stream,
                connection._reader,
                settings.Username ?? "postgres",
                settings.Password ?? "",
                parameters.Prepend(new("database", settings.Database ?? settings.Username ?? "postgres"))
            );
            socket.ReceiveTimeout = (int)RestOfAnswerTimeout.TotalMilliseconds;
            return connection;
        }
        catch
        {
            stream?.Dispose();
            socket.Dispose();
            throw;
        }
    }
}
