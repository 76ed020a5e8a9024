using ReplicaShell.Views;

namespace ReplicaShell.Failover.Fences;

/// <summary>A write that was attempted at a node which should take none.</summary>
/// <param name="Session">Which session tried: a new one or one from before the fence, and what it asked for.</param>
/// <param name="GotThrough">Whether the server acknowledged it.</param>
/// <param name="Answer">What the server, or the network, answered.</param>
[TypeFormatterSource(typeof(NotebookViews))]
public sealed record FenceAttempt(string Session, bool GotThrough, string Answer)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Session}: {Answer}";
}
