namespace ReplicaShell.Course.Answers;

/// <summary>A stretch of time in the life of a follower, by samples.</summary>
/// <param name="Name">What happens in it.</param>
/// <param name="Readings">The samples, the oldest first.</param>
/// <param name="CutAt">When the follower was cut off; null when it was not, and so no alert is due.</param>
/// <param name="FireWithin">How soon after the cut an alert is due.</param>
internal sealed record AlertScenario(
    string Name,
    IReadOnlyList<LagReading> Readings,
    DateTimeOffset? CutAt = null,
    TimeSpan FireWithin = default
);
