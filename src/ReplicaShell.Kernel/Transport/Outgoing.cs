using ReplicaShell.Kernel.Protocol;

namespace ReplicaShell.Kernel.Transport;

/// <summary>A message on its way to a channel.</summary>
internal sealed record Outgoing(Channel Channel, Message Message);
