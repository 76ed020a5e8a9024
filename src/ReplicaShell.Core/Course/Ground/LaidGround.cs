namespace ReplicaShell.Course.Ground;

/// <summary>What was laid for one exercise.</summary>
internal sealed record LaidGround
{
    /// <summary>What the checks must know of it, by name (<see cref="GroundFacts"/>).</summary>
    public IReadOnlyDictionary<string, string> Facts { get; init; } = new Dictionary<string, string>();

    /// <summary>What is there for the learner, by name.</summary>
    public IReadOnlyDictionary<string, string> Materials { get; init; } = new Dictionary<string, string>();
}
