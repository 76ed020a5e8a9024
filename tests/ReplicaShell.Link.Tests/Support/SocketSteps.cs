using System.Diagnostics;
using System.Net.Sockets;

namespace ReplicaShell.Link.Tests.Support;

/// <summary>What the tests do with sockets, each step bounded in time.</summary>
internal static class SocketSteps
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static byte[] RandomBytes(int count)
    {
        var bytes = new byte[count];
        Random.Shared.NextBytes(bytes);
        return bytes;
    }

    public static async Task SendAllAsync(this Socket socket, ReadOnlyMemory<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            bytes = bytes[await socket.SendAsync(bytes, TestLink.Cancellation).AsTask().WaitAsync(Patience)..];
        }
    }

    public static async Task<byte[]> ReceiveExactlyAsync(this Socket socket, int count)
    {
        var bytes = new byte[count];
        for (var length = 0; length < count; )
        {
            var received = await socket.ReceiveSomeAsync(bytes.AsMemory(length));
            Assert.True(received > 0, $"The connection ended after {length} of {count} bytes.");
            length += received;
        }
        return bytes;
    }

    public static Task<int> ReceiveSomeAsync(this Socket socket, Memory<byte> room) =>
        socket.ReceiveAsync(room, TestLink.Cancellation).AsTask().WaitAsync(Patience);

    /// <summary>Asserts that the next thing to be received is a reset, and not the orderly end of the connection.</summary>
    public static async Task ExpectResetAsync(this Socket socket)
    {
        var error = await Assert.ThrowsAsync<SocketException>(() => socket.ReceiveSomeAsync(new byte[1]));
        Assert.Equal(SocketError.ConnectionReset, error.SocketErrorCode);
    }

    /// <summary>Asserts that nothing arrives, no end either, for as long as the link needs many times over.</summary>
    public static void ExpectSilence(this Socket socket) =>
        Assert.False(socket.Poll(TimeSpan.FromMilliseconds(250), SelectMode.SelectRead));

    /// <summary>The median time in which a byte goes to the other end and back.</summary>
    public static async Task<TimeSpan> RoundTripAsync((Socket Client, Socket Server) pair, int count) =>
        (await RoundTripsAsync(pair, count))[count / 2];

    /// <summary>The times in which a byte goes to the other end and back, the shortest first.</summary>
    public static async Task<IReadOnlyList<TimeSpan>> RoundTripsAsync((Socket Client, Socket Server) pair, int count)
    {
        var times = new List<TimeSpan>();
        var one = new byte[1];
        for (var i = 0; i < count; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await pair.Client.SendAllAsync(one);
            await pair.Server.ReceiveExactlyAsync(1);
            await pair.Server.SendAllAsync(one);
            await pair.Client.ReceiveExactlyAsync(1);
            times.Add(Stopwatch.GetElapsedTime(start));
        }
        times.Sort();
        return times;
    }

    /// <summary>How long <paramref name="bytes"/> take from one end to the other; asserts that they arrive unchanged.</summary>
    public static async Task<TimeSpan> TransferAsync(Socket from, Socket to, byte[] bytes)
    {
        var start = Stopwatch.GetTimestamp();
        var sending = from.SendAllAsync(bytes);
        var received = await to.ReceiveExactlyAsync(bytes.Length);
        var elapsed = Stopwatch.GetElapsedTime(start);
        await sending;
        Assert.True(bytes.AsSpan().SequenceEqual(received), "The bytes arrived changed.");
        return elapsed;
    }
}
