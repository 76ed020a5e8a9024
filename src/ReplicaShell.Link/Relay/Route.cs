using System.Net.Sockets;
using ReplicaShell.Link.Contract;

namespace ReplicaShell.Link.Relay;

/// <summary>A listening port with the connections that came through it.</summary>
internal sealed class Route : IDisposable
{
    private static readonly TimeSpan PauseAfterFailedAccept = TimeSpan.FromMilliseconds(100);

    private readonly Lock gate = new();
    private readonly HashSet<Connection> connections = [];
    private readonly CancellationTokenSource closed = new();
    private readonly Socket listener;
    private volatile Conditions conditions;

    /// <summary>Opens the port; nothing is accepted before <see cref="Start"/>.</summary>
    /// <exception cref="LinkException"><see cref="LinkErrorIds.PortInUse"/>.</exception>
    public Route(LinkRoute route)
    {
        conditions = new Conditions(route);
        listener = Listener.Open(route.ListenPort);
    }

    /// <summary>The port that it listens on.</summary>
    public int Port => conditions.Route.ListenPort;

    /// <summary>The conditions in force.</summary>
    public Conditions Conditions => conditions;

    /// <summary>The direction to the target.</summary>
    public Lane Up { get; } = new();

    /// <summary>The direction back to the client.</summary>
    public Lane Down { get; } = new();

    /// <summary>What the route has done.</summary>
    public LinkRouteStatus Status
    {
        get
        {
            lock (gate)
            {
                var route = conditions.Route;
                return new LinkRouteStatus
                {
                    Name = route.Name,
                    Connections = connections.Count,
                    BytesUp = Up.Bytes,
                    BytesDown = Down.Bytes,
                    Cut = route.Cut,
                };
            }
        }
    }

    /// <summary>Begins to accept.</summary>
    public void Start() => _ = Task.Run(AcceptAsync);

    /// <summary>Moves to another configuration of the same listening port.</summary>
    public async Task ApplyAsync(LinkRoute next)
    {
        var previous = conditions;
        if (previous.Route == next)
        {
            return;
        }
        conditions = new Conditions(next);
        if (next.Cut == LinkCut.Reset || next.TargetPort != previous.Route.TargetPort)
        {
            ResetAll();
        }
        await previous.RetireAsync();
    }

    /// <summary>Closes the port and resets its connections.</summary>
    public void Dispose()
    {
        closed.Cancel();
        listener.Dispose();
        ResetAll();
    }

    private void ResetAll()
    {
        Connection[] open;
        lock (gate)
        {
            open = [.. connections];
        }
        foreach (var connection in open)
        {
            connection.Reset();
        }
    }

    private async Task AcceptAsync()
    {
        while (!closed.IsCancellationRequested)
        {
            try
            {
                _ = ServeAsync(await listener.AcceptAsync(closed.Token));
            }
            catch (Exception e) when (e is ObjectDisposedException or OperationCanceledException)
            {
                return;
            }
            catch (SocketException)
            {
                // A client that was gone before it was accepted, or no descriptors left: that passes.
                await Task.Delay(PauseAfterFailedAccept, closed.Token)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task ServeAsync(Socket client)
    {
        using var connection = new Connection(this, client);
        lock (gate)
        {
            connections.Add(connection);
        }
        try
        {
            if (closed.IsCancellationRequested)
            {
                connection.Reset();
            }
            await connection.RunAsync();
        }
        finally
        {
            lock (gate)
            {
                connections.Remove(connection);
            }
        }
    }
}
