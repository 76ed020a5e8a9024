namespace ReplicaShell.Course.Metadata;

/// <summary>What a unit needs of its pair.</summary>
public sealed record CourseNeeds
{
    /// <summary>How many followers stream when it begins.</summary>
    public int Followers { get; init; } = 1;
}
