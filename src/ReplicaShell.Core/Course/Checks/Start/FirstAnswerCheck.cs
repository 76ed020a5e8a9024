using ReplicaShell.Sql;

namespace ReplicaShell.Course.Checks.Start;

/// <summary>The learner has asked a server something and passed the answer on.</summary>
internal sealed class FirstAnswerCheck : ICheck
{
    public int Exercise => 0;

    public string Task => "first-answer";

    public async Task<CheckOutcome> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        if (context.Answer(Task) is not { } answer)
        {
            return CheckOutcome.Failed("No answer was submitted: Submit-ReplicaAnswer 0 first-answer -Value NUMBER.");
        }

        var pair = await context.PairAsync(cancellationToken);
        await using var leader = await pair.ConnectAsync(pair.Leader, cancellationToken);
        var number = (string)(await leader.ScalarAsync("show server_version_num", cancellationToken))!;
        var evidence = $"{pair.Leader.Name} says {number}; submitted was {answer.Text}.";
        return answer.Value.ToString() == number
            ? CheckOutcome.Done($"That is what {pair.Leader.Name} answers.", evidence)
            : CheckOutcome.Failed("The leader answers something else.", evidence);
    }
}
