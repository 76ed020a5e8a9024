using ReplicaShell.Views;

namespace ReplicaShell.Failover.Switchover;

/// <summary>One phase of a switchover.</summary>
/// <param name="Name">What was done: Prepare, Stop, Verify, Promote, FirstWrite, Rejoin.</param>
/// <param name="Begin">When it began, since the beginning of the switchover.</param>
/// <param name="Duration">How long it took. FirstWrite and Rejoin begin together.</param>
[TypeFormatterSource(typeof(NotebookViews))]
public sealed record SwitchPhase(string Name, TimeSpan Begin, TimeSpan Duration)
{
    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Name} {Duration.TotalMilliseconds:0.0} ms");
}
