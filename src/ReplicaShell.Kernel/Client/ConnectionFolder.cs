using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using ReplicaShell.Kernel.Protocol;

namespace ReplicaShell.Kernel.Client;

/// <summary>A folder that only its owner reads, with the connection file of one kernel; gone when the kernel is.</summary>
internal sealed class ConnectionFolder : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("replicashell-kernel-").FullName;

    /// <summary>Writes a file with free ports and a new key.</summary>
    public ConnectionFolder()
    {
        var key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var ports = LoopbackPorts.Free(5);
        Connection = new ConnectionFile(
            IPAddress.Loopback.ToString(),
            ports[0],
            ports[1],
            ports[2],
            ports[3],
            ports[4],
            key
        );
        File.WriteAllText(Path, Text(Connection));
    }

    /// <summary>What the file says.</summary>
    public ConnectionFile Connection { get; }

    /// <summary>The file.</summary>
    public string Path => System.IO.Path.Combine(folder, "kernel.json");

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Text(ConnectionFile connection) =>
        new JsonObject
        {
            ["transport"] = "tcp",
            ["ip"] = connection.Address,
            ["shell_port"] = connection.Shell,
            ["control_port"] = connection.Control,
            ["stdin_port"] = connection.Stdin,
            ["iopub_port"] = connection.IOPub,
            ["hb_port"] = connection.Heartbeat,
            ["signature_scheme"] = "hmac-sha256",
            ["key"] = connection.Key,
        }.ToJsonString();
}
