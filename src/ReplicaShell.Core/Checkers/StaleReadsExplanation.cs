using ReplicaShell.History;

namespace ReplicaShell.Checkers;

/// <summary>Says in sentences how recent the reads were: one read, what it missed, since when that was known.</summary>
internal static class StaleReadsExplanation
{
    public static string Of(ReadVerdict verdict, OperationHistory history, TimeSpan? knownAt, string keyName)
    {
        if (verdict.Reads == 0)
        {
            return "Nothing was read, so nothing could be stale.";
        }

        if (verdict.Counterexample is not { } read || knownAt is not { } known)
        {
            return verdict.Reads == 1
                ? "The only read is not stale."
                : Text($"None of {verdict.Reads} reads is stale.");
        }

        var age = Wording.Time(read.Invoked - known);
        return Text(
                $"{keyName} {read.Key} was known from {Wording.Clock(history, known)} on, yet client {read.Client} read{Wording.On(read.Node)} at {Wording.Clock(history, read.Invoked)}, {age} later, and it was not there: {verdict.Stale} of {verdict.Reads} {(verdict.Reads == 1 ? "read is" : "reads are")} stale."
            ) + Promises(verdict);
    }

    private static string Promises(ReadVerdict verdict) =>
        (verdict.ReadYourWrites, verdict.MonotonicReads) switch
        {
            (0, 0) => " No client missed what it had written or read itself.",
            var (own, seen) => Text(
                $" {own} missed the client's own write (read your writes), {seen} what the client had read before (monotonic reads)."
            ),
        };

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
