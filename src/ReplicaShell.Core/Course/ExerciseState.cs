namespace ReplicaShell.Course;

/// <summary>How far the learner is with an exercise.</summary>
public enum ExerciseState
{
    /// <summary>Start-ReplicaExercise was not called yet, or the exercise was reset.</summary>
    NotStarted,

    /// <summary>The ground is laid; not every check has passed yet.</summary>
    Started,

    /// <summary>Every check has passed at least once since the start.</summary>
    Passed,
}
