using System.Globalization;
using ReplicaShell.Course.Answers;

namespace ReplicaShell.Course.Checks.Lag;

/// <summary>The learner's function gives the bytes between two LSNs, over all 64 bits, and refuses what is no LSN.</summary>
internal sealed class LsnDistanceCheck : ICheck
{
    private const int MostExamples = 6;

    public int Exercise => 3;

    public string Task => "lsn-distance";

    public Task<CheckOutcome> RunAsync(CheckContext context, CancellationToken cancellationToken) =>
        System.Threading.Tasks.Task.FromResult(Judge(context));

    private CheckOutcome Judge(CheckContext context)
    {
        if (context.Answer(Task) is not { } answer)
        {
            return CheckOutcome.Failed(
                "No answer was submitted: Submit-ReplicaAnswer 3 lsn-distance -ScriptBlock { … }."
            );
        }

        var questions = LsnQuestions.Of(context.Progress.Seed);
        var answers = LsnAnswers.Read(answer.Value);
        if (!questions.Select(q => (q.Later, q.Earlier)).SequenceEqual(answers.Select(a => (a.Later, a.Earlier))))
        {
            return CheckOutcome.Failed("What was submitted answers other questions: submit the function again.");
        }

        var judged = questions.Zip(answers, (asked, said) => (Asked: asked, Said: said, Right: IsRight(asked, said)));
        var kinds = judged.GroupBy(one => one.Asked.Kind).ToList();
        var wrong = kinds.SelectMany(kind => kind.Where(one => !one.Right)).ToList();
        var evidence = kinds
            .Select(kind => $"{kind.Key}: {kind.Count(one => one.Right)} of {kind.Count()} right")
            .Concat(wrong.Take(MostExamples).Select(one => $"{one.Said}, not {Expected(one.Asked)}"))
            .ToList();
        if (wrong.Count == 0)
        {
            return CheckOutcome.Done($"All {answers.Count} calls were answered rightly.", evidence);
        }

        var reason = $"Wrong for {wrong[0].Asked.Kind}: {wrong[0].Said}, not {Expected(wrong[0].Asked)}.";
        // Without the plain case nothing is understood: to refuse everything is no function of distances.
        return kinds.First(kind => kind.Key == LsnQuestions.Near).All(one => one.Right)
            ? CheckOutcome.Partly(
                (double)kinds.Count(kind => kind.All(one => one.Right)) / kinds.Count,
                reason,
                evidence
            )
            : CheckOutcome.Failed(reason, evidence);
    }

    private static bool IsRight(LsnQuestion asked, LsnAnswer said) =>
        asked.Expected is { } bytes ? said.Number == bytes.ToString(CultureInfo.InvariantCulture) : said.Refused;

    private static string Expected(LsnQuestion asked) =>
        asked.Expected?.ToString(CultureInfo.InvariantCulture) ?? "an exception";
}
