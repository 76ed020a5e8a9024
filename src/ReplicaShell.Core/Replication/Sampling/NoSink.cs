using ReplicaShell.Wire;

namespace ReplicaShell.Replication.Sampling;

/// <summary>Takes an answer that came too late to mean anything.</summary>
internal sealed class NoSink : IWireSink
{
    /// <summary>The one of its kind.</summary>
    public static readonly NoSink Instance = new();

    /// <inheritdoc/>
    public void OnRow(int statement, WireRow row) { }

    /// <inheritdoc/>
    public void OnError(int statement, WireError error) { }
}
