using ReplicaShell.Link.Contract;

namespace ReplicaShell.Link.Relay;

/// <summary>All routes of a link, by listening port.</summary>
internal sealed class RouteTable : IDisposable
{
    private readonly Lock gate = new();
    private Dictionary<int, Route> routes = [];

    /// <summary>What the routes have done, in the order of their ports.</summary>
    public IReadOnlyList<LinkRouteStatus> Status
    {
        get
        {
            List<Route> ordered;
            lock (gate)
            {
                ordered = [.. routes.Values];
            }
            ordered.Sort(static (one, other) => one.Port.CompareTo(other.Port));
            return ordered.ConvertAll(static route => route.Status);
        }
    }

    /// <summary>
    /// Moves to <paramref name="wanted"/>: opens, changes and closes. All new ports are opened before anything else
    /// happens, so that a port in use leaves everything as it was. Callers take turns.
    /// </summary>
    /// <exception cref="LinkException"><see cref="LinkErrorIds.PortInUse"/>.</exception>
    public async Task ApplyAsync(IReadOnlyList<LinkRoute> wanted)
    {
        var old = routes;
        var opened = Open([.. wanted.Where(route => !old.ContainsKey(route.ListenPort))]);
        var next = new Dictionary<int, Route>(opened);
        foreach (var kept in wanted.Where(route => old.ContainsKey(route.ListenPort)))
        {
            next[kept.ListenPort] = old[kept.ListenPort];
            await old[kept.ListenPort].ApplyAsync(kept);
        }
        lock (gate)
        {
            routes = next;
        }
        foreach (var (port, route) in old)
        {
            if (!next.ContainsKey(port))
            {
                route.Dispose();
            }
        }
        foreach (var route in opened.Values)
        {
            route.Start();
        }
    }

    /// <summary>Closes all ports and resets all connections.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            foreach (var route in routes.Values)
            {
                route.Dispose();
            }
            routes = [];
        }
    }

    private static Dictionary<int, Route> Open(IReadOnlyList<LinkRoute> wanted)
    {
        var opened = new Dictionary<int, Route>();
        try
        {
            foreach (var route in wanted)
            {
                opened[route.ListenPort] = new Route(route);
            }
            return opened;
        }
        catch (LinkException)
        {
            foreach (var route in opened.Values)
            {
                route.Dispose();
            }
            throw;
        }
    }
}
