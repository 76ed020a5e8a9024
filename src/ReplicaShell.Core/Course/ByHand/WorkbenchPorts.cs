using System.Globalization;
using ReplicaShell.Engines.Local.Network;

namespace ReplicaShell.Course.ByHand;

/// <summary>The ports of the servers on a workbench, kept in a file so that they stay what they are.</summary>
/// <param name="file">A line a server: name=port.</param>
/// <param name="reserved">The ports of pairs, whose nodes may be down just now.</param>
internal sealed class WorkbenchPorts(string file, IReadOnlySet<int> reserved)
{
    /// <summary>The port of a server, chosen when it is asked for first.</summary>
    public int Of(string server)
    {
        var ports = Read();
        if (!ports.TryGetValue(server, out var port))
        {
            port = PortAllocator.Take(1, ports.Values.Concat(reserved).ToHashSet(), file)[0];
            File.AppendAllText(file, string.Create(CultureInfo.InvariantCulture, $"{server}={port}\n"));
        }

        return port;
    }

    private Dictionary<string, int> Read() =>
        File.Exists(file)
            ? File.ReadLines(file)
                .Select(line => line.Split('='))
                .ToDictionary(parts => parts[0], parts => int.Parse(parts[1], CultureInfo.InvariantCulture))
            : [];
}
