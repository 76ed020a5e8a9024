using ReplicaShell.Commands.Tests.Engine;

namespace ReplicaShell.Commands.Tests.Course;

/// <summary>A shell for a learner, whose pair is removed at the end.</summary>
public sealed class LearnerFixture : IDisposable
{
    /// <summary>The shell.</summary>
    public EngineFixture Engine { get; } = new();

    /// <inheritdoc/>
    public void Dispose()
    {
        // The ground of the first exercise is an empty one.
        Engine.Run("Start-ReplicaExercise 0 -Pair course");
        Engine.Dispose();
    }
}
