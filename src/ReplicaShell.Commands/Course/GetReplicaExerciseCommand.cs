using System.Management.Automation;
using ReplicaShell.Commands.Infrastructure;
using ReplicaShell.Course;

namespace ReplicaShell.Commands.Course;

/// <summary>Shows the exercises of the course and how far you are with them.</summary>
/// <remarks>
/// Without a number all of them, a row each; with one its goals, tasks, traps, and what was laid out for it at the start.
/// </remarks>
/// <example>
/// All exercises
/// <code>Get-ReplicaExercise</code>
/// </example>
/// <example>
/// One of them, with its tasks
/// <code>Get-ReplicaExercise 1</code>
/// </example>
[Cmdlet(VerbsCommon.Get, "ReplicaExercise")]
[OutputType(typeof(Exercise))]
public sealed class GetReplicaExerciseCommand : ReplicaCmdlet
{
    /// <summary>The numbers of exercises; all without them.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Number")]
    [ArgumentCompleter(typeof(ExerciseCompleter))]
    public int[]? Exercise { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        if (Exercise is null)
        {
            foreach (Exercise exercise in await Exercises.GetAsync(cancellationToken: cancellationToken))
            {
                await WriteObjectAsync(exercise, cancellationToken);
            }

            return;
        }

        foreach (int number in Exercise)
        {
            Exercise exercise = await Exercises.GetAsync(number, cancellationToken: cancellationToken);
            await WriteObjectAsync(ExerciseCmdlet.Alone(exercise), cancellationToken);
        }
    }
}
