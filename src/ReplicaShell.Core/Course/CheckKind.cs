namespace ReplicaShell.Course;

/// <summary>What a check is about.</summary>
public enum CheckKind
{
    /// <summary>Something the learner should bring about: it gives points.</summary>
    Task,

    /// <summary>Something the learner should not do: it takes points off.</summary>
    Trap,
}
