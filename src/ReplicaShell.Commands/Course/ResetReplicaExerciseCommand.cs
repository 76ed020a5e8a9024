using System.Management.Automation;
using ReplicaShell.Course;

namespace ReplicaShell.Commands.Course;

/// <summary>Forgets your answers to an exercise and lays its ground anew, from the same seed.</summary>
/// <remarks>Hints taken are forgotten, too. What was built by hand is stopped and removed.</remarks>
/// <example>
/// Begin an exercise again
/// <code>Reset-ReplicaExercise 4</code>
/// </example>
[Cmdlet(VerbsCommon.Reset, "ReplicaExercise", SupportsShouldProcess = true)]
[OutputType(typeof(Exercise))]
public sealed class ResetReplicaExerciseCommand : ExerciseCmdlet
{
    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        Exercise before = await Exercises.GetAsync(Exercise, cancellationToken: cancellationToken);
        if (
            before.Pair is { } pair
            && !await ShouldProcessAsync($"pair {pair}", $"Forget the answers to exercise {Exercise} and replace it")
        )
        {
            return;
        }

        Exercise reset = await Exercises.ResetAsync(
            Exercise,
            progress: ProgressOf($"Laying the ground for exercise {Exercise}"),
            cancellationToken: cancellationToken
        );
        await WriteObjectAsync(Alone(reset), cancellationToken);
    }
}
