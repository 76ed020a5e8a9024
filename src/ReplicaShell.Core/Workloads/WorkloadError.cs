namespace ReplicaShell.Workloads;

/// <summary>An error that operations of a workload ended with.</summary>
/// <param name="Text">What the server or the client said.</param>
/// <param name="Count">How many operations ended with it.</param>
public sealed record WorkloadError(string Text, int Count)
{
    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Count} x {Text}");
}
