using ReplicaShell.Course.Ground;

namespace ReplicaShell.Course.Checks.Lag;

/// <summary>The learner has found the script that measures wrongly, and when it does.</summary>
internal sealed class WrongScriptCheck : ICheck
{
    public int Exercise => 3;

    public string Task => "wrong-script";

    public Task<CheckOutcome> RunAsync(CheckContext context, CancellationToken cancellationToken) =>
        System.Threading.Tasks.Task.FromResult(Judge(context));

    private CheckOutcome Judge(CheckContext context)
    {
        if (context.Answer(Task) is not { } answer)
        {
            return CheckOutcome.Failed(
                "No answer was submitted: Submit-ReplicaAnswer 3 wrong-script -Value \"A idle\"."
            );
        }

        var right = LagScripts.Of(context.Progress.Seed);
        var words = answer.Value.ToString().Split(' ');
        var evidence = $"Submitted was {answer.Text}.";
        if (words[0] != right.Wrong)
        {
            return CheckOutcome.Failed($"Script {words[0]} measures rightly in both situations.", evidence);
        }

        return words[1] == right.Situation
            ? CheckOutcome.Done($"Script {right.Wrong} is wrong in the {right.Situation} pair.", evidence)
            : CheckOutcome.Partly(0.5, $"Script {right.Wrong} is wrong, but not in that situation.", evidence);
    }
}
