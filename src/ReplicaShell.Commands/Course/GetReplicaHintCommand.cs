using System.Management.Automation;
using ReplicaShell.Course;

namespace ReplicaShell.Commands.Course;

/// <summary>Gives the next hint for a task.</summary>
/// <remarks>Hints come one at a time, and how many you have taken stands beside your points. The last one nearly tells.</remarks>
/// <example>
/// A hint
/// <code>Get-ReplicaHint 1 slot-active</code>
/// </example>
[Cmdlet(VerbsCommon.Get, "ReplicaHint")]
[OutputType(typeof(Hint))]
public sealed class GetReplicaHintCommand : ExerciseCmdlet
{
    /// <summary>The task. Binds from results in the pipeline.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(TaskCompleter))]
    public string Task { get; set; } = null!;

    /// <inheritdoc/>
    protected override async System.Threading.Tasks.Task ProcessAsync(CancellationToken cancellationToken) =>
        await WriteObjectAsync(
            await Exercises.HintAsync(Exercise, Task, cancellationToken: cancellationToken),
            cancellationToken
        );
}
