using System.Globalization;
using ReplicaShell.History;

namespace ReplicaShell.Checkers;

/// <summary>Says a verdict in sentences that a person can check: one write, where it was acknowledged, where it is not.</summary>
internal static class LostWritesExplanation
{
    public static string Of(Verdict verdict, OperationHistory history, string survivor, string keyName)
    {
        var sentences = new List<string> { Judgement(verdict, history, survivor, keyName) };
        if (verdict.Unknown > 0)
        {
            sentences.Add(
                Text(
                    $"{Writes(verdict.Unknown)} with an unknown outcome {(verdict.Unknown == 1 ? "is" : "are")} neither acknowledged nor lost; {verdict.Recovered} of them {Found(verdict.Recovered)} on {survivor}."
                )
            );
        }

        if (verdict.UnexpectedKeys.Count > 0)
        {
            sentences.Add(Unexpected(verdict, history, survivor, keyName));
        }

        return string.Join(' ', sentences);
    }

    private static string Judgement(Verdict verdict, OperationHistory history, string survivor, string keyName)
    {
        if (verdict.Attempted == 0)
        {
            return "Nothing was written, so nothing could be lost.";
        }

        if (verdict.Acknowledged == 0)
        {
            return Text($"None of {Writes(verdict.Attempted)} was acknowledged, so none could be lost.");
        }

        if (verdict.Lost == 0)
        {
            return verdict.Acknowledged == 1
                ? $"The only acknowledged write is on {survivor}: nothing is lost."
                : Text($"All {verdict.Acknowledged} acknowledged writes are on {survivor}: nothing is lost.");
        }

        var first = First(history, verdict.LostKeys, Outcome.Ok);
        return Text(
            $"Write of {keyName} {first.Key} was acknowledged{By(first)} at {TimeOfDay(history, first)} and is not on {survivor}: {verdict.Lost} of {verdict.Acknowledged} acknowledged {(verdict.Acknowledged == 1 ? "write is" : "writes are")} lost."
        );
    }

    private static string Unexpected(Verdict verdict, OperationHistory history, string survivor, string keyName)
    {
        var first = First(history, verdict.UnexpectedKeys, Outcome.Failed);
        var error = first.Error is null ? "" : $" ({first.Error})";
        return Text(
            $"Write of {keyName} {first.Key} failed{(first.Node is null ? "" : $" on {first.Node}")} at {TimeOfDay(history, first)}{error}, yet it is on {survivor}: {Writes(verdict.UnexpectedKeys.Count)} that failed {(verdict.UnexpectedKeys.Count == 1 ? "is" : "are")} there."
        );
    }

    private static Operation First(OperationHistory history, IReadOnlyList<int> sortedKeys, Outcome outcome)
    {
        var keys = new KeySet(sortedKeys[0], sortedKeys[^1], sortedKeys.Count);
        foreach (var key in sortedKeys)
        {
            keys.Add(key);
        }

        var records = history.Records;
        for (var index = 0; index < records.Length; index++)
        {
            ref readonly var record = ref records[index];
            if (
                record.Kind == OperationKind.Write
                && record.Outcome == outcome
                && record.Key >= sortedKeys[0]
                && record.Key <= sortedKeys[^1]
                && keys.Contains(record.Key)
            )
            {
                return history[index];
            }
        }

        throw new InvalidOperationException("The verdict names keys that its own history does not have.");
    }

    private static string By(Operation operation) => operation.Node is null ? "" : $" by {operation.Node}";

    private static string TimeOfDay(OperationHistory history, Operation operation) =>
        history.TimeOf(operation.Completed).UtcDateTime.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);

    private static string Writes(int count) => count == 1 ? "1 write" : Text($"{count} writes");

    private static string Found(int count) => count == 1 ? "is" : "are";

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
