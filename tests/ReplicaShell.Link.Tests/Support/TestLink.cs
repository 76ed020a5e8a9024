using System.Net;
using System.Net.Sockets;
using ReplicaShell.Engines.Local.Link;
using ReplicaShell.Link.Contract;

namespace ReplicaShell.Link.Tests.Support;

/// <summary>A link process of its own for one test, with one route to a server of the test's.</summary>
internal sealed class TestLink : IAsyncDisposable
{
    private readonly List<Socket> sockets = [];
    private readonly Socket server = Listening(out _);

    private TestLink(LinkConfiguration configuration) => Configuration = configuration;

    public string Folder { get; } = Directory.CreateTempSubdirectory("replicashell-link-").FullName;

    public LinkProcess Process => new(Folder);

    public LinkConfiguration Configuration { get; private set; }

    public LinkRoute Route => Configuration.Routes[0];

    public int Port => Route.ListenPort;

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>A link that is not started yet.</summary>
    public static TestLink Prepared()
    {
        var link = new TestLink(
            new LinkConfiguration
            {
                Pair = "lab",
                Token = Guid.NewGuid().ToString("N"),
                ControlPort = FreePort.Next(),
            }
        );
        var target = ((IPEndPoint)link.server.LocalEndPoint!).Port;
        link.Configuration = link.Configuration with
        {
            Routes =
            [
                new LinkRoute
                {
                    Name = "upstream-node2",
                    ListenPort = FreePort.Next(),
                    TargetPort = target,
                },
            ],
        };
        return link;
    }

    public static async Task<TestLink> StartedAsync(Func<LinkRoute, LinkRoute>? change = null)
    {
        var link = Prepared();
        if (change is not null)
        {
            link.Configuration = link.Configuration with { Routes = [change(link.Route)] };
        }
        await link.Process.StartAsync(link.Configuration, Cancellation);
        return link;
    }

    public Task ApplyAsync(Func<LinkRoute, LinkRoute> change) => ApplyAsync([change(Route)]);

    public async Task ApplyAsync(IReadOnlyList<LinkRoute> routes)
    {
        Configuration = Configuration with { Routes = routes };
        await Process.ApplyAsync(Configuration, Cancellation);
    }

    public async Task<LinkStatus> StatusAsync() =>
        await Process.StatusAsync(Cancellation) ?? throw new InvalidOperationException("The link is down.");

    /// <summary>A connection through the link: the client's end and the server's.</summary>
    public async Task<(Socket Client, Socket Server)> PairAsync()
    {
        var client = await ConnectAsync(Port);
        return (client, await AcceptAsync());
    }

    /// <summary>A connection past the link, to compare with.</summary>
    public async Task<(Socket Client, Socket Server)> DirectPairAsync()
    {
        var client = await ConnectAsync(((IPEndPoint)server.LocalEndPoint!).Port);
        return (client, await AcceptAsync());
    }

    public async Task<Socket> ConnectAsync(int port)
    {
        var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        sockets.Add(client);
        await client.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), Cancellation);
        return client;
    }

    /// <summary>Asserts that a new connection is reset, which a client learns while it connects or when it reads.</summary>
    public async Task ExpectResetOfNewConnectionAsync()
    {
        var error = await Assert.ThrowsAsync<SocketException>(async () =>
            await (await ConnectAsync(Port)).ReceiveSomeAsync(new byte[1])
        );
        Assert.Equal(SocketError.ConnectionReset, error.SocketErrorCode);
    }

    public async Task<Socket> AcceptAsync(Socket? listener = null)
    {
        var accepted = await (listener ?? server).AcceptAsync(Cancellation);
        accepted.NoDelay = true;
        sockets.Add(accepted);
        return accepted;
    }

    /// <summary>One more server.</summary>
    public Socket Listen(out int port)
    {
        var listener = Listening(out port);
        sockets.Add(listener);
        return listener;
    }

    public bool IsConnectionWaiting => server.Poll(TimeSpan.Zero, SelectMode.SelectRead);

    public async ValueTask DisposeAsync()
    {
        foreach (var socket in sockets)
        {
            socket.Dispose();
        }
        server.Dispose();
        await Process.StopAsync(CancellationToken.None);
        Directory.Delete(Folder, recursive: true);
    }

    private static Socket Listening(out int port)
    {
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(512);
        port = ((IPEndPoint)listener.LocalEndPoint!).Port;
        return listener;
    }
}
