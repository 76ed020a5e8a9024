using System.Net;
using System.Text.Json;

namespace ReplicaShell.Kernel.Protocol;

/// <summary>Where a front end wants the kernel to listen, and the key that signs messages.</summary>
internal sealed record ConnectionFile(
    string Address,
    int Shell,
    int Control,
    int Stdin,
    int IOPub,
    int Heartbeat,
    string Key
)
{
    /// <summary>Reads a connection file.</summary>
    /// <exception cref="Errors.ReplicaException"><c>InvalidConnectionFile</c>: unreadable, not loopback, without a key.</exception>
    public static ConnectionFile Read(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            var root = document.RootElement;
            var file = new ConnectionFile(
                root.GetProperty("ip").GetString()!,
                root.GetProperty("shell_port").GetInt32(),
                root.GetProperty("control_port").GetInt32(),
                root.GetProperty("stdin_port").GetInt32(),
                root.GetProperty("iopub_port").GetInt32(),
                root.GetProperty("hb_port").GetInt32(),
                root.GetProperty("key").GetString()!
            );
            return file.Refusal(root.GetProperty("transport").GetString()) is { } refusal
                ? throw KernelErrors.InvalidConnectionFile(path, refusal)
                : file;
        }
        catch (Exception e)
            when (e is IOException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw KernelErrors.InvalidConnectionFile(path, e.Message, e);
        }
    }

    private string? Refusal(string? transport) =>
        transport != "tcp" ? "its transport is not tcp"
        : !IPAddress.TryParse(Address, out var address) || !IPAddress.IsLoopback(address)
            ? "its address is not this machine's loopback"
        : string.IsNullOrEmpty(Key) ? "it has no key, and unsigned messages are refused"
        : null;
}
