using ReplicaShell.Link.Contract;
using ReplicaShell.Link.Tests.Support;

namespace ReplicaShell.Link.Tests;

public sealed class CutTests
{
    [Fact]
    public async Task A_cut_with_reset_breaks_live_connections_and_new_ones()
    {
        await using var link = await TestLink.StartedAsync();
        var (client, server) = await link.PairAsync();

        await link.ApplyAsync(route => route with { Cut = LinkCut.Reset });

        await client.ExpectResetAsync();
        await server.ExpectResetAsync();
        await link.ExpectResetOfNewConnectionAsync();
        Assert.False(link.IsConnectionWaiting);

        await link.ApplyAsync(route => route with { Cut = LinkCut.None });
        var (next, accepted) = await link.PairAsync();
        await SocketSteps.TransferAsync(next, accepted, SocketSteps.RandomBytes(1000));
    }

    [Fact]
    public async Task A_silent_cut_lets_nothing_through_and_loses_nothing()
    {
        await using var link = await TestLink.StartedAsync();
        var (client, server) = await link.PairAsync();
        await SocketSteps.TransferAsync(client, server, SocketSteps.RandomBytes(1000));

        await link.ApplyAsync(route => route with { Cut = LinkCut.Silent });
        var sent = SocketSteps.RandomBytes(20 * 1024 * 1024);
        var sending = client.SendAllAsync(sent);
        await server.SendAllAsync(new byte[] { 7 });
        server.ExpectSilence();
        client.ExpectSilence();
        Assert.False(sending.IsCompleted, "A cut line took 20 MiB.");
        Assert.Equal(LinkCut.Silent, (await link.StatusAsync()).Routes[0].Cut);

        await link.ApplyAsync(route => route with { Cut = LinkCut.None });
        Assert.Equal([7], await client.ReceiveExactlyAsync(1));
        Assert.Equal(sent, await server.ReceiveExactlyAsync(sent.Length));
        await sending;
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_silent_cut_hides_the_end_of_the_other_side_until_it_heals(bool isReset)
    {
        await using var link = await TestLink.StartedAsync();
        var (client, server) = await link.PairAsync();
        await link.ApplyAsync(route => route with { Cut = LinkCut.Silent });

        server.LingerState = new System.Net.Sockets.LingerOption(isReset, 0);
        server.Dispose();
        client.ExpectSilence();

        await link.ApplyAsync(route => route with { Cut = LinkCut.None });
        if (isReset)
        {
            await client.ExpectResetAsync();
        }
        else
        {
            Assert.Equal(0, await client.ReceiveSomeAsync(new byte[1]));
        }
    }

    [Fact]
    public async Task A_connection_made_during_a_silent_cut_hangs_and_goes_on_when_it_heals()
    {
        await using var link = await TestLink.StartedAsync(route => route with { Cut = LinkCut.Silent });
        var client = await link.ConnectAsync(link.Port);
        var hello = SocketSteps.RandomBytes(100_000);
        await client.SendAllAsync(hello);
        client.ExpectSilence();
        Assert.False(link.IsConnectionWaiting);

        await link.ApplyAsync(route => route with { Cut = LinkCut.None });

        var server = await link.AcceptAsync();
        Assert.Equal(hello, await server.ReceiveExactlyAsync(hello.Length));
        await SocketSteps.TransferAsync(server, client, hello);
    }

    [Fact]
    public async Task A_client_that_gave_up_during_a_silent_cut_never_reaches_the_server()
    {
        await using var link = await TestLink.StartedAsync(route => route with { Cut = LinkCut.Silent });
        var impatient = await link.ConnectAsync(link.Port);
        await impatient.SendAllAsync(new byte[] { 1 });
        impatient.Dispose();

        await link.ApplyAsync(route => route with { Cut = LinkCut.None });

        var (client, server) = await link.PairAsync();
        await client.SendAllAsync(new byte[] { 2 });
        Assert.Equal([2], await server.ReceiveExactlyAsync(1));
        Assert.False(link.IsConnectionWaiting);
    }

    [Fact]
    public async Task What_is_under_way_in_a_delay_waits_for_the_end_of_a_silent_cut()
    {
        await using var link = await TestLink.StartedAsync(route => route with { DelayMilliseconds = 100 });
        var (client, server) = await link.PairAsync();
        await client.SendAllAsync(new byte[] { 1, 2, 3 });

        await link.ApplyAsync(route => route with { Cut = LinkCut.Silent });
        server.ExpectSilence();
        await link.ApplyAsync(route => route with { Cut = LinkCut.None });

        Assert.Equal([1, 2, 3], await server.ReceiveExactlyAsync(3));
    }
}
