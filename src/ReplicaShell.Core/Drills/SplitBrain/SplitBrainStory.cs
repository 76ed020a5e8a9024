using ReplicaShell.History;

namespace ReplicaShell.Drills.SplitBrain;

/// <summary>What a split-brain drill showed, in sentences.</summary>
internal static class SplitBrainStory
{
    /// <summary>How many writes a node acknowledged that were sent after a moment.</summary>
    public static int AcceptedAfter(OperationHistory history, string node, DateTimeOffset moment) =>
        history.Count(operation =>
            operation is { Kind: OperationKind.Write, Outcome: Outcome.Ok }
            && operation.Node == node
            && history.TimeOf(operation.Invoked) > moment
        );

    public static string Of(SplitBrainResult result)
    {
        var (old, now) = (result.OldLeader, result.NewLeader);
        var accepted = result.AcceptedAfterPromotion;
        var leaders =
            accepted > 0
                ? $"Two leaders: after {now} was promoted {old} acknowledged {Writes(accepted)} more."
                : $"One leader at a time: after {now} was promoted {old} acknowledged no write.";
        var apart = result.DivergedAt is { } fork
            ? $" Their histories part at {fork}, the end of timeline {result.OldTimeline} for {now}"
                + (result.OldEnd is { } end ? $"; {old} went on to {end}." : ".")
            : string.Empty;
        var rows =
            result.Differences.Rows.Count == 0
                ? " They have the same rows."
                : FormattableString.Invariant(
                    $" {result.OnlyOld.Count} rows are on {old} alone, {result.OnlyNew.Count} on {now} alone, {result.Different.Count} are on both and differ."
                );
        return $"{leaders}{apart}{rows} {result.Verdict.Explanation}";
    }

    private static string Writes(int count) => count == 1 ? "1 write" : FormattableString.Invariant($"{count} writes");
}
