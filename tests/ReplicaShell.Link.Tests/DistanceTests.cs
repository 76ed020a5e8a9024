using System.Diagnostics;
using System.Net.Sockets;
using ReplicaShell.Link.Tests.Support;

namespace ReplicaShell.Link.Tests;

public sealed class DistanceTests
{
    [Fact]
    public async Task Without_a_delay_the_link_costs_a_fraction_of_a_millisecond()
    {
        await using var link = await TestLink.StartedAsync();
        var through = await link.PairAsync();
        var past = await link.DirectPairAsync();
        await SocketSteps.RoundTripAsync(through, 500);

        var direct = await SocketSteps.RoundTripAsync(past, 500);
        var linked = await SocketSteps.RoundTripAsync(through, 500);

        Note($"round trip {linked.TotalMicroseconds:F0} us through the link, {direct.TotalMicroseconds:F0} us past it");
        Assert.InRange((linked - direct).TotalMilliseconds, -1, 3);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(40)]
    public async Task A_round_trip_takes_twice_the_delay(double delay)
    {
        await using var link = await TestLink.StartedAsync(route => route with { DelayMilliseconds = delay });

        // The shortest: on a busy machine most of them wait for the processor, too.
        var time = (await SocketSteps.RoundTripsAsync(await link.PairAsync(), 20))[0];

        Note($"shortest round trip {time.TotalMilliseconds:F2} ms with {delay} ms each way");
        Assert.InRange(time.TotalMilliseconds, (2 * delay) - 1, (2 * delay) + 20);
    }

    [Fact]
    public async Task Another_delay_counts_at_once_for_what_is_under_way()
    {
        await using var link = await TestLink.StartedAsync(route => route with { DelayMilliseconds = 60_000 });
        var (client, server) = await link.PairAsync();
        await client.SendAllAsync(new byte[] { 1, 2, 3 });
        server.ExpectSilence();

        await link.ApplyAsync(route => route with { DelayMilliseconds = 0 });

        Assert.Equal([1, 2, 3], await server.ReceiveExactlyAsync(3));
        await SocketSteps.TransferAsync(client, server, SocketSteps.RandomBytes(1_000_000));
    }

    [Fact]
    public async Task Jitter_keeps_the_order_of_bytes_and_spreads_the_times()
    {
        await using var link = await TestLink.StartedAsync(route => route with { JitterMilliseconds = 30 });
        var (client, server) = await link.PairAsync();
        var bytes = SocketSteps.RandomBytes(2000);

        var receiving = server.ReceiveExactlyAsync(bytes.Length);
        for (var i = 0; i < bytes.Length; i += 10)
        {
            await client.SendAllAsync(bytes.AsMemory(i, 10));
        }
        Assert.Equal(bytes, await receiving);

        // Two draws from 0 to 30 ms: 30 in the mean.
        var time = await SocketSteps.RoundTripAsync((client, server), 41);
        Note($"round trip {time.TotalMilliseconds:F1} ms with up to 30 ms of jitter each way");
        Assert.InRange(time.TotalMilliseconds, 15, 55);
    }

    [Fact]
    public async Task A_delay_does_not_limit_the_throughput_to_a_piece_each_delay()
    {
        await using var link = await TestLink.StartedAsync(route => route with { DelayMilliseconds = 20 });
        var (client, server) = await link.PairAsync();
        var bytes = SocketSteps.RandomBytes(16 * 1024 * 1024);

        var time = await SocketSteps.TransferAsync(client, server, bytes);

        var rate = bytes.Length / 1e6 / time.TotalSeconds;
        Note($"{rate:F0} MB/s with 20 ms each way");
        // 64 KiB each 20 ms would be 3 MB/s; 4 MiB under way allow 200.
        Assert.True(rate > 25, $"{rate:F1} MB/s");
    }

    [Fact]
    public async Task A_full_delay_holds_the_sender_back_instead_of_growing()
    {
        await using var link = await TestLink.StartedAsync(route => route with { DelayMilliseconds = 600_000 });
        var (client, server) = await link.PairAsync();
        using var process = Process.GetProcessById((await link.StatusAsync()).Pid);
        var before = process.WorkingSet64;

        var sending = client.SendAllAsync(SocketSteps.RandomBytes(64 * 1024 * 1024));
        server.ExpectSilence();

        process.Refresh();
        Assert.False(sending.IsCompleted, "The link took 64 MiB.");
        var growth = process.WorkingSet64 - before;
        Assert.True(growth < 32 * 1024 * 1024, $"The link grew by {growth} bytes.");
        await link.ApplyAsync(route => route with { TargetPort = 0 });
        await Assert.ThrowsAsync<SocketException>(() => sending);
    }

    [Fact]
    public async Task Bandwidth_is_shared_by_the_connections_of_a_direction()
    {
        await using var link = await TestLink.StartedAsync(route => route with { BytesPerSecond = 1_000_000 });
        var first = await link.PairAsync();
        var second = await link.PairAsync();

        var times = await Task.WhenAll(
            SocketSteps.TransferAsync(first.Client, first.Server, SocketSteps.RandomBytes(500_000)),
            SocketSteps.TransferAsync(second.Client, second.Server, SocketSteps.RandomBytes(500_000)),
            SocketSteps.TransferAsync(first.Server, first.Client, SocketSteps.RandomBytes(500_000))
        );

        Note(
            $"500 kB at 1 MB/s, two up {times[0].TotalSeconds:F2} and {times[1].TotalSeconds:F2} s, one down {times[2].TotalSeconds:F2} s"
        );
        Assert.InRange(Math.Max(times[0].TotalSeconds, times[1].TotalSeconds), 0.9, 2);
        Assert.InRange(times[2].TotalSeconds, 0.4, 1.2);
    }

    [Fact]
    public async Task A_wider_band_counts_at_once_for_what_is_under_way()
    {
        await using var link = await TestLink.StartedAsync(route => route with { BytesPerSecond = 1000 });
        var (client, server) = await link.PairAsync();
        var transfer = SocketSteps.TransferAsync(client, server, SocketSteps.RandomBytes(1_000_000));

        await link.ApplyAsync(route => route with { BytesPerSecond = 0 });

        await transfer.WaitAsync(TimeSpan.FromSeconds(10), TestLink.Cancellation);
    }

    [Fact]
    public async Task The_end_of_a_connection_comes_after_the_delay_and_after_its_data()
    {
        await using var link = await TestLink.StartedAsync(route => route with { DelayMilliseconds = 150 });
        var (client, server) = await link.PairAsync();
        var start = Stopwatch.GetTimestamp();

        await client.SendAllAsync(new byte[] { 5 });
        client.Shutdown(SocketShutdown.Send);

        Assert.Equal([5], await server.ReceiveExactlyAsync(1));
        Assert.Equal(0, await server.ReceiveSomeAsync(new byte[1]));
        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalMilliseconds, 149, 1000);
    }

    private static void Note(string text) => TestContext.Current.TestOutputHelper!.WriteLine(text);
}
