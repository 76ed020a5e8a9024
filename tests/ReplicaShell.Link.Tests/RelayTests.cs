using System.Net.Sockets;
using ReplicaShell.Link.Tests.Support;

namespace ReplicaShell.Link.Tests;

public sealed class RelayTests
{
    [Fact]
    public async Task Large_data_arrives_intact_in_both_directions_at_once()
    {
        await using var link = await TestLink.StartedAsync();
        var (client, server) = await link.PairAsync();
        var size = 64 * 1024 * 1024;

        var elapsed = await Task.WhenAll(
            SocketSteps.TransferAsync(client, server, SocketSteps.RandomBytes(size)),
            SocketSteps.TransferAsync(server, client, SocketSteps.RandomBytes(size))
        );

        var rate = 2 * size / 1e6 / elapsed.Max().TotalSeconds;
        TestContext.Current.TestOutputHelper!.WriteLine($"{rate:F0} MB/s, both directions together");
        Assert.True(rate > 50, $"{rate:F0} MB/s");
        var route = Assert.Single((await link.StatusAsync()).Routes);
        Assert.Equal((1, size, size), (route.Connections, route.BytesUp, route.BytesDown));
    }

    [Fact]
    public async Task The_end_of_one_direction_leaves_the_other_open()
    {
        await using var link = await TestLink.StartedAsync();
        var (client, server) = await link.PairAsync();

        await client.SendAllAsync(new byte[] { 1 });
        client.Shutdown(SocketShutdown.Send);

        await server.ReceiveExactlyAsync(1);
        Assert.Equal(0, await server.ReceiveSomeAsync(new byte[1]));
        await server.SendAllAsync(new byte[] { 2, 3 });
        Assert.Equal([2, 3], await client.ReceiveExactlyAsync(2));
        server.Shutdown(SocketShutdown.Send);
        Assert.Equal(0, await client.ReceiveSomeAsync(new byte[1]));
    }

    [Fact]
    public async Task A_client_that_sends_all_it_has_and_finishes_at_once_is_served()
    {
        await using var link = await TestLink.StartedAsync();
        var client = await link.ConnectAsync(link.Port);
        await client.SendAllAsync(new byte[] { 1 });
        client.Shutdown(SocketShutdown.Send);

        var server = await link.AcceptAsync();
        Assert.Equal([1], await server.ReceiveExactlyAsync(1));
        await server.SendAllAsync(new byte[] { 2 });
        Assert.Equal([2], await client.ReceiveExactlyAsync(1));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    public async Task A_reset_of_one_end_reaches_the_other(double delay)
    {
        await using var link = await TestLink.StartedAsync(route => route with { DelayMilliseconds = delay });
        var (client, server) = await link.PairAsync();

        server.LingerState = new LingerOption(true, 0);
        server.Dispose();

        await client.ExpectResetAsync();
    }

    [Fact]
    public async Task A_client_is_reset_at_once_when_nobody_listens_at_the_target()
    {
        await using var link = await TestLink.StartedAsync(route => route with { TargetPort = FreePort.Next() });

        await link.ExpectResetOfNewConnectionAsync();
        await link.ExpectResetOfNewConnectionAsync();
    }

    [Fact]
    public async Task A_route_without_a_target_resets_its_clients()
    {
        await using var link = await TestLink.StartedAsync(route => route with { TargetPort = 0 });

        await link.ExpectResetOfNewConnectionAsync();
    }

    [Fact]
    public async Task Many_connections_are_served_side_by_side_and_leave_nothing_behind()
    {
        await using var link = await TestLink.StartedAsync();
        var pairs = new List<(Socket Client, Socket Server)>();
        for (var i = 0; i < 400; i++)
        {
            pairs.Add(await link.PairAsync());
        }

        await Task.WhenAll(
            pairs.Select(pair => SocketSteps.TransferAsync(pair.Client, pair.Server, SocketSteps.RandomBytes(5000)))
        );
        Assert.Equal(400, (await link.StatusAsync()).Routes[0].Connections);

        foreach (var (client, server) in pairs)
        {
            client.Dispose();
            server.Dispose();
        }
        while ((await link.StatusAsync()).Routes[0].Connections > 0)
        {
            TestLink.Cancellation.ThrowIfCancellationRequested();
        }
    }

    [Fact]
    public async Task Another_target_resets_the_old_connections_and_takes_the_new_ones()
    {
        await using var link = await TestLink.StartedAsync();
        var (client, server) = await link.PairAsync();
        var second = link.Listen(out var port);

        await link.ApplyAsync(route => route with { TargetPort = port });

        await client.ExpectResetAsync();
        await server.ExpectResetAsync();
        var next = await link.ConnectAsync(link.Port);
        await SocketSteps.TransferAsync(next, await link.AcceptAsync(second), SocketSteps.RandomBytes(1000));
    }

    [Fact]
    public async Task Routes_come_and_go_while_others_stay()
    {
        await using var link = await TestLink.StartedAsync();
        var (client, server) = await link.PairAsync();
        var added = link.Route with { Name = "client-node1", ListenPort = FreePort.Next() };

        await link.ApplyAsync([link.Route, added]);
        var next = await link.ConnectAsync(added.ListenPort);
        await SocketSteps.TransferAsync(next, await link.AcceptAsync(), SocketSteps.RandomBytes(1000));
        await link.ApplyAsync([link.Route]);

        await next.ExpectResetAsync();
        var refusal = await Assert.ThrowsAsync<SocketException>(() => link.ConnectAsync(added.ListenPort));
        Assert.Equal(SocketError.ConnectionRefused, refusal.SocketErrorCode);
        await SocketSteps.TransferAsync(client, server, SocketSteps.RandomBytes(1000));
    }
}
