using System.Management.Automation;
using ReplicaShell.Course;

namespace ReplicaShell.Commands.Course;

/// <summary>Looks at your servers and answers: a checklist with points, the reason for each, and what was seen.</summary>
/// <remarks>
/// It changes nothing: test as often as you like. Tasks give points, in part where a part is done; a trap takes points off
/// as long as you stand in it.
/// </remarks>
/// <example>
/// How far am I?
/// <code>Test-ReplicaExercise 1</code>
/// </example>
/// <example>
/// What did it see?
/// <code>(Test-ReplicaExercise 1 streaming).Evidence</code>
/// </example>
/// <example>
/// Keep it running in a second terminal while you work
/// <code>Test-ReplicaExercise 1 -Watch</code>
/// </example>
[Cmdlet(VerbsDiagnostic.Test, "ReplicaExercise")]
[OutputType(typeof(CheckResult))]
public sealed class TestReplicaExerciseCommand : ExerciseCmdlet
{
    /// <summary>One task or trap alone; all without it.</summary>
    [Parameter(Position = 1)]
    [ArgumentCompleter(typeof(TaskCompleter))]
    public string? Task { get; set; }

    /// <summary>Goes on until Ctrl+C: tests again when an answer or a server has changed, and shows what comes out otherwise.</summary>
    [Parameter]
    public SwitchParameter Watch { get; set; }

    /// <inheritdoc/>
    protected override async System.Threading.Tasks.Task ProcessAsync(CancellationToken cancellationToken)
    {
        if (!Watch)
        {
            foreach (
                CheckResult result in await Exercises.TestAsync(Exercise, Task, cancellationToken: cancellationToken)
            )
            {
                await WriteObjectAsync(result, cancellationToken);
            }

            return;
        }

        await foreach (CheckResult result in Exercises.WatchAsync(Exercise, Task, cancellationToken: cancellationToken))
        {
            await WriteObjectAsync(result, cancellationToken);
        }
    }
}
