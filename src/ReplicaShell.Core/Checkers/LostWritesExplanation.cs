using ReplicaShell.History;

namespace ReplicaShell.Checkers;

/// <summary>Says a verdict in sentences that a person can check: one write, where it was acknowledged, where it is not.</summary>
internal sealed class LostWritesExplanation
{
    private readonly Verdict _verdict;
    private readonly OperationHistory _history;
    private readonly string _keyName;
    private readonly string _survivors;
    private readonly bool _several;

    public LostWritesExplanation(
        Verdict verdict,
        OperationHistory history,
        IReadOnlyList<NodeKeys> survivors,
        string keyName
    )
    {
        (_verdict, _history, _keyName) = (verdict, history, keyName);
        _survivors = string.Join(", ", survivors.Select(survivor => survivor.Node));
        _several = survivors.Count > 1;
        FirstLost = verdict.Lost == 0 ? null : First(history, verdict.LostKeys, Outcome.Ok);
    }

    /// <summary>The lost write that was invoked first; null when nothing is lost.</summary>
    public Operation? FirstLost { get; }

    public string Text()
    {
        var sentences = new List<string> { Judgement() };
        if (_verdict.Unknown > 0)
        {
            sentences.Add(
                Text(
                    $"{Writes(_verdict.Unknown)} with an unknown outcome {Are(_verdict.Unknown)} neither acknowledged nor lost; {_verdict.Recovered} of them {Are(_verdict.Recovered)} on {There}."
                )
            );
        }

        if (_verdict.UnexpectedKeys.Count > 0)
        {
            sentences.Add(Unexpected());
        }

        return string.Join(' ', sentences);
    }

    private string There => _several ? $"one of {_survivors}" : _survivors;

    private string Judgement()
    {
        if (_verdict.Attempted == 0)
        {
            return "Nothing was written, so nothing could be lost.";
        }

        if (_verdict.Acknowledged == 0)
        {
            return Text($"None of {Writes(_verdict.Attempted)} was acknowledged, so none could be lost.");
        }

        if (FirstLost is not { } first)
        {
            return _verdict.Acknowledged == 1
                ? $"The only acknowledged write is on {There}: nothing is lost."
                : Text($"All {_verdict.Acknowledged} acknowledged writes are on {There}: nothing is lost.");
        }

        var nowhere = _several ? $"is on none of {_survivors}" : $"is not on {_survivors}";
        return Text(
            $"{_keyName} {first.Key}, written at {Wording.Clock(_history, first.Completed)} by client {first.Client}{Wording.On(first.Node)} and acknowledged, {nowhere}: {_verdict.Lost} of {_verdict.Acknowledged} acknowledged {(_verdict.Acknowledged == 1 ? "write is" : "writes are")} lost."
        );
    }

    private string Unexpected()
    {
        var first = First(_history, _verdict.UnexpectedKeys, Outcome.Failed);
        var error = first.Error is null ? "" : $" ({first.Error})";
        return Text(
            $"The write of {_keyName} {first.Key} by client {first.Client} failed{Wording.On(first.Node)} at {Wording.Clock(_history, first.Completed)}{error}, yet it is on {There}: {Writes(_verdict.UnexpectedKeys.Count)} that failed {Are(_verdict.UnexpectedKeys.Count)} there."
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

    private static string Writes(int count) => count == 1 ? "1 write" : Text($"{count} writes");

    private static string Are(int count) => count == 1 ? "is" : "are";

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
