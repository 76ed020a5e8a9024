using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using ReplicaShell.Errors;

namespace ReplicaShell.Engines.Local.Network;

/// <summary>Chooses ports on 127.0.0.1 that nobody uses, nor any other pair, running or not.</summary>
internal static class PortAllocator
{
    // Below the range from which systems take ports for outgoing connections, so that a stopped node's stays free.
    private const int First = 15432;
    private const int Last = 32000;
    private const int LeastUnprivileged = 1024;

    /// <summary>That many consecutive ports from <paramref name="first"/> on.</summary>
    /// <exception cref="ReplicaException"><c>InvalidPort</c>, <c>PortInUse</c>.</exception>
    public static int[] Take(int first, int count, IReadOnlySet<int> reserved)
    {
        if (first < LeastUnprivileged || first > IPEndPoint.MaxPort - count + 1)
        {
            throw EngineErrors.InvalidPort(first);
        }

        var ports = Enumerable.Range(first, count).ToArray();
        foreach (var port in ports)
        {
            if (reserved.Contains(port) || !IsFree(port))
            {
                throw EngineErrors.PortInUse(port);
            }
        }

        return ports;
    }

    /// <summary>
    /// That many free ports, looked for from a place that depends on who asks: shells that do not know of each other,
    /// because they keep their pairs in different folders, look in different places. That matters for the ports of nodes
    /// that are down just now, which look free.
    /// </summary>
    /// <exception cref="ReplicaException"><c>NoFreePort</c>.</exception>
    public static int[] Take(int count, IReadOnlySet<int> reserved, string asker)
    {
        const int Range = Last - First;
        var start = (int)(StableHash(asker) % Range);
        var ports = new List<int>(count);
        for (var step = 0; step < Range && ports.Count < count; step++)
        {
            var port = First + (start + step) % Range;
            if (!reserved.Contains(port) && IsFree(port))
            {
                ports.Add(port);
            }
        }

        return ports.Count == count ? [.. ports] : throw EngineErrors.NoFreePort();
    }

    // The same in every process, unlike string.GetHashCode: a pair of a name gets the same ports again.
    private static uint StableHash(string text) => BitConverter.ToUInt32(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static bool IsFree(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            socket.Listen(1);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
