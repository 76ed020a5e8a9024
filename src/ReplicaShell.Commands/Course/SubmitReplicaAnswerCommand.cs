using System.Management.Automation;
using ReplicaShell.Course;

namespace ReplicaShell.Commands.Course;

/// <summary>Submits your answer to a task: a number, a text, a list of keys, or a function.</summary>
/// <remarks>
/// A later answer replaces an earlier one. A function is called now, on all the inputs that the check asks for, and what it
/// answers is kept: Test-ReplicaExercise does not run it again. An error in it counts as a refusal of that input. For an
/// alert rule your own pair is recorded first, idle, under load and in a cut, which takes some seconds.
/// </remarks>
/// <example>
/// A number
/// <code>Submit-ReplicaAnswer 0 first-answer -Value 150018</code>
/// </example>
/// <example>
/// The keys that a drill lost
/// <code>Submit-ReplicaAnswer 4 named -Value $drill.Verdict.LostKeys</code>
/// </example>
/// <example>
/// A function
/// <code>Submit-ReplicaAnswer 3 alert-rule -ScriptBlock { param($sample, $earlier) $sample.LagBytes -gt 1MB }</code>
/// </example>
[Cmdlet(VerbsLifecycle.Submit, "ReplicaAnswer", SupportsShouldProcess = true, DefaultParameterSetName = "Value")]
[OutputType(typeof(Submission))]
public sealed class SubmitReplicaAnswerCommand : ExerciseCmdlet
{
    private readonly List<object?> _values = [];

    /// <summary>The task.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ArgumentCompleter(typeof(TaskCompleter))]
    public string Task { get; set; } = null!;

    /// <summary>A number, a text, or a list. What comes down the pipeline is collected into one answer.</summary>
    [Parameter(ParameterSetName = "Value", Mandatory = true, Position = 2, ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public object? Value { get; set; }

    /// <summary>A function; its parameters are what the task says.</summary>
    [Parameter(ParameterSetName = "ScriptBlock", Mandatory = true)]
    public ScriptBlock ScriptBlock { get; set; } = null!;

    /// <inheritdoc/>
    protected override System.Threading.Tasks.Task ProcessAsync(CancellationToken cancellationToken)
    {
        if (ParameterSetName == "Value")
        {
            _values.Add(PlainValues.Of(Value));
        }

        return System.Threading.Tasks.Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async System.Threading.Tasks.Task EndAsync(CancellationToken cancellationToken)
    {
        if (!await ShouldProcessAsync($"exercise {Exercise}, {Task}", "Submit the answer"))
        {
            return;
        }

        Submission kept =
            ParameterSetName == "Value"
                ? await Exercises.SubmitAsync(Exercise, Task, Answer()!, cancellationToken: cancellationToken)
                : await Exercises.SubmitAsync(
                    Exercise,
                    Task,
                    LearnerScript.ToDelegate(ScriptBlock, Exercise, Task, CallAsync),
                    progress: ProgressOf("Trying the function"),
                    cancellationToken: cancellationToken
                );
        await WriteObjectAsync(kept, cancellationToken);
    }

    private object? Answer() => _values.Count == 1 ? _values[0] : _values;

    private Task<object?> CallAsync(object?[] arguments) =>
        OnPipelineAsync(() => LearnerScript.Call(InvokeCommand, ScriptBlock, arguments));
}
