using System.Net.Sockets;

namespace ReplicaShell.Core.Tests.Engines.Docker;

/// <summary>A socket on which somebody listens, and to which nobody may connect.</summary>
internal sealed class ForbiddenSocket : IAsyncDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"rs-{Guid.NewGuid():N}"[..12] + ".sock");
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);

    public ForbiddenSocket()
    {
        _listener.Bind(new UnixDomainSocketEndPoint(_path));
        _listener.Listen();
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_path, UnixFileMode.None);
        }
    }

    /// <summary>What DOCKER_HOST has to say.</summary>
    public string Host => $"unix://{_path}";

    public ValueTask DisposeAsync()
    {
        _listener.Dispose();
        File.Delete(_path);
        return ValueTask.CompletedTask;
    }
}
