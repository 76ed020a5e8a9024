using System.Net;
using System.Net.Sockets;

namespace ReplicaShell.Cli.Doctor.Checks;

/// <summary>Ports on 127.0.0.1 can be listened on, as many as a pair takes.</summary>
internal sealed class PortsCheck : ICheck
{
    private const string Name = "Ports";

    // Two servers, a client port for each, and the link's own.
    private const int Needed = 5;

    /// <inheritdoc/>
    public Task<Finding> ExamineAsync(CancellationToken cancellationToken)
    {
        var listeners = new List<TcpListener>();
        try
        {
            for (var i = 0; i < Needed; i++)
            {
                var listener = new TcpListener(IPAddress.Loopback, 0);
                listeners.Add(listener);
                listener.Start();
            }

            return Task.FromResult(Finding.Ok(Name, "free ones on 127.0.0.1"));
        }
        catch (SocketException failure)
        {
            return Task.FromResult(
                Finding.Missing(
                    Name,
                    $"127.0.0.1 cannot be listened on: {failure.Message}",
                    "allow programs to listen on the loopback address"
                )
            );
        }
        finally
        {
            listeners.ForEach(listener => listener.Dispose());
        }
    }
}
