using System.Net;
using System.Net.Sockets;
using ReplicaShell.Core.Tests.Pairs;
using ReplicaShell.Engines.Local.Network;

namespace ReplicaShell.Core.Tests.Engines.Local.Network;

public sealed class PortAllocatorTests
{
    private static readonly HashSet<int> None = [];

    [Fact]
    public void Free_ports_are_different_and_below_those_of_outgoing_connections()
    {
        var ports = PortAllocator.Take(50, None, "lab");
        Assert.Equal(50, ports.Distinct().Count());
        Assert.All(ports, port => Assert.InRange(port, 15432, 32000));
    }

    [Fact]
    public void A_port_that_another_pair_has_is_not_given_even_when_nobody_listens_on_it()
    {
        var first = PortAllocator.Take(5, None, "lab");
        var second = PortAllocator.Take(5, first.ToHashSet(), "lab");
        Assert.Empty(first.Intersect(second));
    }

    [Fact]
    public void A_port_on_which_somebody_listens_is_not_given()
    {
        var expected = PortAllocator.Take(1, None, "lab")[0];
        using var listener = new TcpListener(IPAddress.Loopback, expected);
        listener.Start();
        Assert.DoesNotContain(expected, PortAllocator.Take(20, None, "lab"));
    }

    [Fact]
    public void Who_asks_again_looks_in_the_same_place_and_others_elsewhere()
    {
        Assert.Equal(PortAllocator.Take(3, None, "a"), PortAllocator.Take(3, None, "a"));
        var firsts = Enumerable.Range(0, 20).Select(asker => PortAllocator.Take(1, None, $"{asker}")[0]);
        Assert.True(firsts.Distinct().Count() > 10);
    }

    [Fact]
    public void Ports_from_a_first_one_are_consecutive()
    {
        var first = FirstOfFree(4);
        Assert.Equal([first, first + 1, first + 2], PortAllocator.Take(first, 3, None));
    }

    [Fact]
    public async Task A_port_in_use_among_them_is_named()
    {
        using var listener = Listen(out var taken);
        var error = await FailsAsync("PortInUse", taken - 1, 2, None);
        Assert.Equal($"{taken}", error.Target);
    }

    [Fact]
    public async Task A_port_of_another_pair_among_them_is_refused()
    {
        var first = FirstOfFree(3);
        await FailsAsync("PortInUse", first, 2, [first + 1]);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(-5, 1)]
    [InlineData(1023, 1)]
    [InlineData(65535, 2)]
    [InlineData(65536, 1)]
    [InlineData(int.MaxValue, 17)]
    public Task Ports_that_nobody_can_have_are_refused(int first, int count) =>
        FailsAsync("InvalidPort", first, count, None);

    [Fact]
    public Task A_machine_without_a_free_port_says_so() =>
        PairSteps.FailsAsync(
            "NoFreePort",
            () => Task.FromResult(PortAllocator.Take(1, Enumerable.Range(1, 65535).ToHashSet(), "lab"))
        );

    private static Task<ReplicaShell.Errors.ReplicaException> FailsAsync(
        string errorId,
        int first,
        int count,
        HashSet<int> reserved
    ) => PairSteps.FailsAsync(errorId, () => Task.FromResult(PortAllocator.Take(first, count, reserved)));

    // Far above those that are given to pairs, of which others may be made right now.
    private static int FirstOfFree(int count) =>
        Enumerable.Range(40_000, 10_000).First(first => Enumerable.Range(first, count).All(IsFree));

    private static TcpListener Listen(out int port)
    {
        for (port = 31_900; ; port--)
        {
            var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                return listener;
            }
            catch (SocketException)
            {
                listener.Dispose();
            }
        }
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
