namespace ReplicaShell.Course.Answers;

/// <summary>What a learner's alert rule said during one scenario.</summary>
/// <param name="Scenario">The scenario's name.</param>
/// <param name="IsCut">Whether the follower was cut off in it.</param>
/// <param name="FireWithin">How soon after the cut an alert is due.</param>
/// <param name="Samples">The samples, the oldest first; in a cut their times count from the cut.</param>
internal sealed record AlertAnswer(
    string Scenario,
    bool IsCut,
    TimeSpan FireWithin,
    IReadOnlyList<AlertSample> Samples
);
