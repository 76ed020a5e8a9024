using NetMQ;

namespace ReplicaShell.Kernel.Transport;

/// <summary>
/// The memory of NetMQ's messages, counted: a publisher does not say how much of what it was given has left, but each message
/// takes a buffer and gives it back when its last byte went to the last client.
/// </summary>
internal sealed class CountedBuffers(Backlog backlog) : IBufferPool
{
    /// <inheritdoc/>
    public byte[] Take(int size)
    {
        backlog.Add(size);
        return new byte[size];
    }

    /// <inheritdoc/>
    public void Return(byte[] buffer) => backlog.Remove(buffer.Length);

    /// <inheritdoc/>
    public void Dispose() { }
}
