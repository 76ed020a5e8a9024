using System.Diagnostics;
using Npgsql;
using ReplicaShell.Wire;

namespace ReplicaShell.Replication.Sampling;

/// <summary>
/// A kept session with one node, for one thread. It opens and reopens itself in the background, and is in one of three
/// conditions: absent, ready to be asked, or asked. A node that does not answer stays asked, at no cost, until its
/// answer comes; so a frozen server keeps one session and is not given more.
/// </summary>
internal sealed class NodeSession(SampledNode node, params KeyValuePair<string, string>[] settings) : IDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    /// <summary>A wait for an answer looks up this often whether it was cancelled.</summary>
    private static readonly TimeSpan Attention = TimeSpan.FromMilliseconds(50);
    private readonly CancellationTokenSource _disposed = new();
    private readonly NpgsqlConnectionStringBuilder _connection = new(node.ConnectionString);
    private Task<WireConnection>? _opening;
    private WireConnection? _open;
    private TimeSpan _pause = FirstPause;
    private long _failedAt;

    /// <summary>Whether it can be asked now.</summary>
    public bool IsReady => _open is not null && !IsAsked;

    /// <summary>Whether an answer is still to come.</summary>
    public bool IsAsked { get; private set; }

    /// <summary>Whether there is no session, so that somebody else must tell whether the server runs.</summary>
    public bool IsAbsent => _open is null;

    /// <summary>Why the last attempt failed; null after a success.</summary>
    public WireException? Failure { get; private set; }

    /// <summary>The attempt under way, for somebody who wants to wait for its end.</summary>
    public Task Opening => _opening ?? Task.CompletedTask;

    /// <summary>Brings the session forward without waiting: takes over what was opened, opens what is missing.</summary>
    public void Advance()
    {
        if (_opening is { IsCompleted: true } finished)
        {
            _opening = null;
            Adopt(finished);
        }

        if (_open is null && _opening is null && (Failure is null || Stopwatch.GetElapsedTime(_failedAt) >= _pause))
        {
            _opening = Task.Factory.StartNew(
                () => WireConnection.Open(_connection, settings, _disposed.Token),
                _disposed.Token,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default
            );
        }
    }

    /// <summary>Asks a series of statements; false when that is not possible now.</summary>
    public bool TryAsk(params ReadOnlySpan<WireStatement> statements)
    {
        if (!IsReady)
        {
            return false;
        }

        try
        {
            _open!.Ask(statements);
            IsAsked = true;
        }
        catch (IOException exception)
        {
            Lose(exception);
        }

        return IsAsked;
    }

    /// <summary>Takes the answer if it comes within that time; false when it does not, or the session is lost.</summary>
    public bool TryTake(IWireSink sink, TimeSpan patience, CancellationToken cancellationToken)
    {
        var begin = Stopwatch.GetTimestamp();
        while (IsAsked)
        {
            var rest = patience - Stopwatch.GetElapsedTime(begin);
            try
            {
                if (
                    _open!.Wait(
                        rest <= TimeSpan.Zero ? TimeSpan.Zero
                        : rest < Attention ? rest
                        : Attention
                    )
                )
                {
                    _open.Receive(sink);
                    IsAsked = false;
                    return true;
                }
            }
            catch (Exception exception) when (exception is IOException or System.Net.Sockets.SocketException)
            {
                Lose(exception);
            }

            if (rest <= TimeSpan.Zero || cancellationToken.IsCancellationRequested)
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>Ends the session, also one that is asked or being opened.</summary>
    public void Dispose()
    {
        _disposed.Cancel();
        _open?.Dispose();
        _open = null;
        IsAsked = false;
        _opening?.ContinueWith(
            opened => (opened.IsCompletedSuccessfully ? opened.Result : null)?.Dispose(),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default
        );
        _opening = null;
        _disposed.Dispose();
    }

    private void Adopt(Task<WireConnection> finished)
    {
        if (finished.IsCompletedSuccessfully)
        {
            (_open, Failure, _pause) = (finished.Result, null, FirstPause);
            return;
        }

        var reason = finished.Exception?.InnerException;
        Fail(reason as WireException ?? new WireException("The session could not be opened.", null, reason));
        _pause = _pause < LongestPause ? _pause * 2 : LongestPause;
    }

    private void Lose(Exception reason)
    {
        _open?.Dispose();
        _open = null;
        IsAsked = false;
        _pause = FirstPause;
        Fail(reason as WireException ?? new WireException("The session was lost.", null, reason));
    }

    private void Fail(WireException reason)
    {
        Failure = reason;
        _failedAt = Stopwatch.GetTimestamp();
    }
}
