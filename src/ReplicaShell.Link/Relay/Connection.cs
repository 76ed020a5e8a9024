using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using ReplicaShell.Link.Contract;

namespace ReplicaShell.Link.Relay;

/// <summary>A client's connection through a route, from its acceptance to its end.</summary>
internal sealed class Connection : IDisposable
{
    /// <summary>A shorter wait is none: it lies within what the <see cref="Clock"/> rounds away.</summary>
    public static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(0.5);

    private readonly Lock gate = new();
    private readonly CancellationTokenSource closed = new();
    private readonly Route route;
    private readonly Socket client;
    private Socket? server;

    public Connection(Route route, Socket client)
    {
        this.route = route;
        this.client = client;
        client.NoDelay = true;
    }

    /// <summary>The conditions in force.</summary>
    public Conditions Conditions => route.Conditions;

    /// <summary>Serves the connection until both sides have finished or it broke.</summary>
    public async Task RunAsync()
    {
        try
        {
            await ServeAsync();
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The target refused, or the connection was reset meanwhile: the client learns it by a reset.
            Reset();
        }
    }

    /// <summary>
    /// Waits until a chunk, or the next <paramref name="remaining"/> bytes of it, may go: until no silent cut holds it,
    /// its delay is over and the lane is free. A change of the conditions counts at once.
    /// </summary>
    /// <returns>How many bytes may go.</returns>
    /// <exception cref="OperationCanceledException">The connection was reset.</exception>
    public ValueTask<int> TurnAsync(Chunk chunk, int remaining, Lane lane) =>
        Conditions.IsPlain && !closed.IsCancellationRequested
            ? ValueTask.FromResult(remaining)
            : WaitTurnAsync(chunk, remaining, lane);

    /// <summary>Breaks both sides with a reset. May be called at any moment and more than once.</summary>
    public void Reset()
    {
        lock (gate)
        {
            if (closed.IsCancellationRequested)
            {
                return;
            }
            closed.Cancel();
            Break(client);
            Break(server);
        }
    }

    /// <summary>Closes both sides.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            closed.Cancel();
            client.Dispose();
            server?.Dispose();
        }
    }

    private async Task ServeAsync()
    {
        var wasHeld = await PassSilenceAsync();
        if (Conditions.Route is { Cut: LinkCut.Reset } or { TargetPort: 0 })
        {
            Reset();
            return;
        }
        // Only after a silent cut: otherwise a client that has sent all it had would be taken for one that left.
        var first = wasHeld ? Chunk.Rent() : null;
        if (first is not null && HasLeft(first))
        {
            first.Return();
            return;
        }
        var target = await ConnectAsync(Conditions.Route.TargetPort);
        var up = new Flow(this, client, target, route.Up);
        var down = new Flow(this, target, client, route.Down);
        await Task.WhenAll(up.RunAsync(first, down), down.RunAsync(null, up));
    }

    /// <summary>Waits while the route is silently cut, and says whether it was.</summary>
    private async Task<bool> PassSilenceAsync()
    {
        var wasHeld = false;
        while (Conditions is { Route.Cut: LinkCut.Silent } silence)
        {
            wasHeld = true;
            await PauseAsync(silence, Timeout.InfiniteTimeSpan);
        }
        return wasHeld;
    }

    /// <summary>
    /// Whether the client gave up before it was served, as one does that times out in a black hole. Through a true one
    /// it would never have reached the server, so the server is not bothered with it after the cut has healed.
    /// </summary>
    private bool HasLeft(Chunk received)
    {
        while (received.Room.Length > 0 && client.Poll(TimeSpan.Zero, SelectMode.SelectRead))
        {
            var count = client.Receive(received.Room.Span);
            if (count == 0)
            {
                return true;
            }
            received.Fill(count);
        }
        return false;
    }

    private async Task<Socket> ConnectAsync(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        lock (gate)
        {
            server = socket;
            if (closed.IsCancellationRequested)
            {
                socket.Dispose();
            }
        }
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), closed.Token);
        return socket;
    }

    private async ValueTask<int> WaitTurnAsync(Chunk chunk, int remaining, Lane lane)
    {
        while (true)
        {
            closed.Token.ThrowIfCancellationRequested();
            var now = Conditions;
            var wait = WaitOf(chunk, now);
            var slice = remaining;
            if (wait == TimeSpan.Zero && now.Route.BytesPerSecond is > 0 and var bandwidth && remaining > 0)
            {
                slice = Lane.SliceOf(remaining, bandwidth);
                wait = lane.Take(slice, bandwidth);
            }
            if (wait == TimeSpan.Zero)
            {
                return slice;
            }
            await PauseAsync(now, wait);
        }
    }

    private static TimeSpan WaitOf(Chunk chunk, Conditions conditions)
    {
        if (conditions.Route.Cut == LinkCut.Silent)
        {
            return Timeout.InfiniteTimeSpan;
        }
        if (!conditions.IsDelayed)
        {
            return TimeSpan.Zero;
        }
        var wait = conditions.DelayOf(chunk.Luck) - Stopwatch.GetElapsedTime(chunk.ArrivedAt);
        return wait < ShortestPause ? TimeSpan.Zero : wait;
    }

    private async Task PauseAsync(Conditions seen, TimeSpan wait)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(seen.Replaced, closed.Token);
        if (wait == Timeout.InfiniteTimeSpan)
        {
            await Task.Delay(wait, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        else
        {
            await Clock.WaitAsync(wait, end.Token);
        }
        closed.Token.ThrowIfCancellationRequested();
    }

    private static void Break(Socket? socket)
    {
        if (socket is null)
        {
            return;
        }
        try
        {
            socket.LingerState = new LingerOption(true, 0);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It is closed already, or not yet connected: then there is nothing to reset.
        }
        socket.Dispose();
    }
}
