namespace ReplicaShell.Course.Answers;

/// <summary>What a learner's alert rule said to one sample.</summary>
/// <param name="At">When, from the scenario's beginning or from the cut.</param>
/// <param name="Fires">Whether it fired.</param>
/// <param name="Error">How it failed, when it did not say yes or no; else null.</param>
/// <param name="Seen">The sample, readable.</param>
internal sealed record AlertSample(TimeSpan At, bool Fires, string? Error, string Seen);
