namespace ReplicaShell.Topology;

/// <summary>Where a server, or a port of the link, can be reached.</summary>
/// <param name="Host">A host name or address.</param>
/// <param name="Port">A TCP port.</param>
public sealed record Endpoint(string Host, int Port)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Host}:{Port}";
}
