using System.Net;
using System.Net.Sockets;
using ReplicaShell.Wire;

namespace ReplicaShell.Core.Tests.Wire;

/// <summary>What stands on a port while a server starts: nobody, somebody who hangs up, somebody who is silent.</summary>
public sealed class WireProbeTests
{
    [Fact]
    public async Task Nobody_there_is_no_answer()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = Port(listener);
        listener.Stop();

        Assert.False(await WireProbe.AnswersAsync("127.0.0.1", port, Token));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Somebody_who_hangs_up_is_no_answer(bool isReset)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var asked = WireProbe.AnswersAsync("127.0.0.1", Port(listener), Token);
        using (var client = await listener.AcceptSocketAsync(Token))
        {
            client.LingerState = new LingerOption(isReset, 0);
        }

        Assert.False(await asked);
    }

    [Fact]
    public async Task Somebody_who_is_silent_is_no_answer()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();

        Assert.False(await WireProbe.AnswersAsync("127.0.0.1", Port(listener), Token));
    }

    [Theory]
    [InlineData("R", true)]
    [InlineData("E", false)]
    public async Task A_server_answers_when_it_asks_who_is_there_and_one_that_refuses_does_not(
        string said,
        bool answers
    )
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var asked = WireProbe.AnswersAsync("127.0.0.1", Port(listener), Token);
        using var client = await listener.AcceptSocketAsync(Token);
        var request = new byte[256];
        Assert.Equal(8, await client.ReceiveAsync(request, Token));
        await client.SendAsync("N"u8.ToArray(), Token);
        Assert.True(await client.ReceiveAsync(request, Token) > 8);
        await client.SendAsync(System.Text.Encoding.ASCII.GetBytes(said), Token);

        Assert.Equal(answers, await asked);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static int Port(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;
}
