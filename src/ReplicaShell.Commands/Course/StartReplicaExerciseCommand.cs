using System.Management.Automation;
using ReplicaShell.Commands.Infrastructure;
using ReplicaShell.Course;

namespace ReplicaShell.Commands.Course;

/// <summary>Lays the ground for an exercise: makes its pair anew, with data of your own.</summary>
/// <remarks>
/// Any exercise can be started at any time. What is in the pair is replaced, answers of an earlier start are forgotten, and
/// the notes say what was done. Materials holds what you need for it, such as ports and scripts.
/// </remarks>
/// <example>
/// Start the first exercise on replication
/// <code>Start-ReplicaExercise 1</code>
/// </example>
/// <example>
/// The same ground as somebody else's
/// <code>Start-ReplicaExercise 4 -Seed 4711</code>
/// </example>
[Cmdlet(VerbsLifecycle.Start, "ReplicaExercise", SupportsShouldProcess = true)]
[OutputType(typeof(Exercise))]
public sealed class StartReplicaExerciseCommand : ExerciseCmdlet
{
    /// <summary>What your data are made from: the same seed gives the same data. One is chosen by chance without it.</summary>
    [Parameter]
    public int? Seed { get; set; }

    /// <summary>The name of the pair on which it is done; one of that name is replaced.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(PairCompleter))]
    public string Pair { get; set; } = PairCmdlet.DefaultPair;

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        string title = (await Exercises.GetAsync(Exercise, cancellationToken: cancellationToken)).Title;
        if (!await ShouldProcessAsync($"pair {Pair}", $"Replace all that is in it for exercise {Exercise} ({title})"))
        {
            return;
        }

        Exercise started = await Exercises.StartAsync(
            Exercise,
            Seed,
            pair: Pair,
            progress: ProgressOf($"Laying the ground for exercise {Exercise}"),
            cancellationToken: cancellationToken
        );
        await WriteObjectAsync(Alone(started), cancellationToken);
    }
}
