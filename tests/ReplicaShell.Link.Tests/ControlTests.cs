using System.Globalization;
using System.Net.Sockets;
using System.Text;
using ReplicaShell.Engines.Local.Link;
using ReplicaShell.Link.Contract;
using ReplicaShell.Link.Tests.Support;

namespace ReplicaShell.Link.Tests;

public sealed class ControlTests
{
    [Theory]
    [InlineData("nonsense status\n")]
    [InlineData(" status\n")]
    [InlineData("status\n")]
    [InlineData("\n")]
    public async Task Whoever_cannot_show_the_token_is_hung_up_on_without_an_answer(string line)
    {
        await using var link = await TestLink.StartedAsync();

        Assert.Equal("", await SayAsync(link, Encoding.UTF8.GetBytes(line)));
    }

    [Fact]
    public async Task The_token_without_its_last_letter_is_wrong()
    {
        await using var link = await TestLink.StartedAsync();

        Assert.Equal("", await SayAsync(link, Encoding.UTF8.GetBytes($"{link.Configuration.Token[..^1]} status\n")));
    }

    [Fact]
    public async Task An_unknown_command_is_answered_with_an_error()
    {
        await using var link = await TestLink.StartedAsync();

        var answer = await LinkControl.AskAsync(link.Configuration, "dance", TestLink.Cancellation);

        Assert.StartsWith("error LinkFailed ", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Garbage_and_slow_clients_do_not_keep_others_from_being_served()
    {
        await using var link = await TestLink.StartedAsync();
        var slow = await link.ConnectAsync(link.Configuration.ControlPort);
        await slow.SendAllAsync("half a li"u8.ToArray());

        Assert.Equal("", await SayAsync(link, SocketSteps.RandomBytes(3 * 4096)));
        Assert.Equal("", await SayAsync(link, Encoding.UTF8.GetBytes(new string('x', 1_000_000))));
        Assert.True(await link.Process.IsRunningAsync(TestLink.Cancellation));

        // The slow one is hung up on after its five seconds.
        Assert.Equal(0, await slow.ReceiveSomeAsync(new byte[1]));
        Assert.True(await link.Process.IsRunningAsync(TestLink.Cancellation));
    }

    [Fact]
    public async Task A_configuration_that_asks_for_a_port_in_use_changes_nothing()
    {
        await using var link = await TestLink.StartedAsync();
        var (client, server) = await link.PairAsync();
        using var taken = link.Listen(out var port);
        var running = link.Configuration;

        var error = await Assert.ThrowsAsync<Errors.ReplicaException>(() =>
            link.ApplyAsync([link.Route with { Cut = LinkCut.Reset }, link.Route with { ListenPort = port }])
        );

        Assert.Equal("PortInUse", error.ErrorId);
        Assert.Equal(LinkCut.None, (await link.StatusAsync()).Routes.Single().Cut);
        Assert.Equal(running.Routes, link.Process.Read()!.Routes);
        await SocketSteps.TransferAsync(client, server, SocketSteps.RandomBytes(1000));
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(double.NaN, 0)]
    [InlineData(0, -5)]
    [InlineData(1e12, 0)]
    public async Task A_configuration_without_sense_changes_nothing(double delay, long bytesPerSecond)
    {
        await using var link = await TestLink.StartedAsync();

        var path = LinkFiles.Configuration(link.Folder);
        var right = await File.ReadAllTextAsync(path, TestLink.Cancellation);
        var wrong = right.Replace(
            " 0 0 0\n",
            string.Create(CultureInfo.InvariantCulture, $" {delay} 0 {bytesPerSecond}\n"),
            StringComparison.Ordinal
        );
        Assert.NotEqual(right, wrong);
        await File.WriteAllTextAsync(path, wrong, TestLink.Cancellation);
        var answer = await LinkControl.AskAsync(link.Configuration, "apply", TestLink.Cancellation);

        await File.WriteAllTextAsync(path, right, TestLink.Cancellation);

        Assert.StartsWith("error LinkFailed ", answer, StringComparison.Ordinal);
        Assert.Single((await link.StatusAsync()).Routes);
    }

    [Fact]
    public async Task A_new_token_replaces_the_old_one()
    {
        await using var link = await TestLink.StartedAsync();
        var old = link.Configuration;

        await link.Process.ApplyAsync(old with { Token = "another" }, TestLink.Cancellation);

        Assert.Null(await LinkControl.AskAsync(old, "status", TestLink.Cancellation));
        Assert.True(await link.Process.IsRunningAsync(TestLink.Cancellation));
    }

    [Fact]
    public async Task Apply_says_that_the_link_is_down_when_it_is()
    {
        await using var link = TestLink.Prepared();

        var error = await Assert.ThrowsAsync<Errors.ReplicaException>(() => link.ApplyAsync(route => route));

        Assert.Equal("LinkDown", error.ErrorId);
        Assert.Null(await link.Process.StatusAsync(TestLink.Cancellation));
    }

    private static async Task<string> SayAsync(TestLink link, byte[] bytes)
    {
        var socket = await link.ConnectAsync(link.Configuration.ControlPort);
        var buffer = new byte[4096];
        try
        {
            await socket.SendAllAsync(bytes);
            return Encoding.UTF8.GetString(buffer, 0, await socket.ReceiveSomeAsync(buffer));
        }
        catch (SocketException)
        {
            // Reset while it was still sending.
            return "";
        }
    }
}
