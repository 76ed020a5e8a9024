using System.Net;
using System.Net.Sockets;

namespace ReplicaShell.Core.Tests.Replication;

/// <summary>Stands between a follower and its leader, and stops forwarding without closing anything: a silent cut.</summary>
internal sealed class TestRelay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly List<Socket> _sockets = [];
    private readonly int _target;
    private readonly Task _accepting;
    private TaskCompletionSource _open = new();

    public TestRelay(int target)
    {
        _target = target;
        _open.SetResult();
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    /// <summary>From now on nothing passes; connections stay.</summary>
    public void Cut() => _open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Closes the connections of a cut, so that nothing of it is left when it heals.</summary>
    public void Reset()
    {
        lock (_sockets)
        {
            _sockets.ForEach(socket => socket.Dispose());
            _sockets.Clear();
        }
    }

    /// <summary>Everything passes again, and what was held back.</summary>
    public void Heal() => _open.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        Reset();
        Heal();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            var follower = await _listener.AcceptSocketAsync(_end.Token);
            var leader = new Socket(SocketType.Stream, ProtocolType.Tcp);
            lock (_sockets)
            {
                _sockets.AddRange([follower, leader]);
            }

            _ = ForwardAsync(follower, leader);
        }
    }

    private async Task ForwardAsync(Socket follower, Socket leader)
    {
        try
        {
            await _open.Task;
            await leader.ConnectAsync(IPAddress.Loopback, _target, _end.Token);
            await Task.WhenAny(PumpAsync(follower, leader), PumpAsync(leader, follower));
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException) { }
        finally
        {
            follower.Dispose();
            leader.Dispose();
        }
    }

    private async Task PumpAsync(Socket from, Socket to)
    {
        var buffer = new byte[65536];
        try
        {
            while (await from.ReceiveAsync(buffer, _end.Token) is > 0 and var count)
            {
                await _open.Task;
                for (var sent = 0; sent < count; )
                {
                    sent += await to.SendAsync(buffer.AsMemory(sent, count - sent), _end.Token);
                }
            }
        }
        catch (Exception exception)
            when (exception is SocketException or ObjectDisposedException or OperationCanceledException) { }
    }
}
