using ReplicaShell.Course.Answers;

namespace ReplicaShell.Course.Checks.Lag;

/// <summary>The learner's alert rule fires in every cut, in time, and in nothing else.</summary>
internal sealed class AlertRuleCheck : ICheck
{
    public int Exercise => 3;

    public string Task => "alert-rule";

    public Task<CheckOutcome> RunAsync(CheckContext context, CancellationToken cancellationToken) =>
        System.Threading.Tasks.Task.FromResult(
            context.Answer(Task) is { } answer
                ? Judge(AlertAnswers.Read(answer.Value))
                : CheckOutcome.Failed("No answer was submitted: Submit-ReplicaAnswer 3 alert-rule -ScriptBlock { … }.")
        );

    /// <summary>Judges what a rule said in every scenario.</summary>
    internal static CheckOutcome Judge(IReadOnlyList<AlertAnswer> answers)
    {
        var judged = answers.Select(one => (Answer: one, Wrong: WhatIsWrong(one))).ToList();
        var evidence = judged.Select(one =>
            $"{one.Answer.Scenario}: {one.Answer.Samples.Count} samples, {one.Answer.Samples.Count(s => s.Fires)} fired"
            + (one.Wrong is null ? "" : $". {one.Wrong}")
        );
        var wrong = judged.FirstOrDefault(one => one.Wrong is not null).Wrong;
        if (wrong is null)
        {
            return CheckOutcome.Done("It fires in every cut, in time, and is quiet otherwise.", evidence);
        }

        // A rule that never fires, or always, is right somewhere without having looked at anything.
        var looked = judged.Where(one => one.Answer.IsCut).All(one => one.Wrong is null);
        var share = (double)judged.Count(one => one.Wrong is null) / judged.Count;
        return looked ? CheckOutcome.Partly(share, wrong, evidence) : CheckOutcome.Failed(wrong, evidence);
    }

    private static string? WhatIsWrong(AlertAnswer answer)
    {
        if (answer.Samples.FirstOrDefault(sample => sample.Error is not null) is { } failed)
        {
            return $"In {answer.Scenario} it did not say yes or no to {failed.Seen}: {failed.Error}";
        }

        var early = answer.Samples.FirstOrDefault(sample =>
            sample.Fires && !(answer.IsCut && sample.At > TimeSpan.Zero)
        );
        if (early is not null)
        {
            return $"It cries for nothing in {answer.Scenario}{(answer.IsCut ? " before the cut" : "")}: {early.Seen}.";
        }

        if (!answer.IsCut)
        {
            return null;
        }

        if (!answer.Samples.Any(sample => sample.Fires && sample.At <= answer.FireWithin))
        {
            return $"In {answer.Scenario} it did not fire within {answer.FireWithin.TotalSeconds:0} s of the cut.";
        }

        return answer.Samples[^1].Fires ? null : $"In {answer.Scenario} it fell silent before the cut was over.";
    }
}
