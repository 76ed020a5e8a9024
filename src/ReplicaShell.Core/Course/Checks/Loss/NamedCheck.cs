using ReplicaShell.Course.Ground;

namespace ReplicaShell.Course.Checks.Loss;

/// <summary>The learner names exactly the keys that were lost.</summary>
internal sealed class NamedCheck : ICheck
{
    private const int MostKeys = 8;

    public int Exercise => 4;

    public string Task => "named";

    public async Task<CheckOutcome> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        if (context.Answer(Task) is not { } answer)
        {
            return CheckOutcome.Failed("No answer was submitted: Submit-ReplicaAnswer 4 named -Value KEY,KEY,….");
        }

        var failovers = await Failovers.OfAsync(context, cancellationToken);
        var named = answer.Value.EnumerateArray().Select(key => key.GetInt64()).ToHashSet();
        var losses = failovers.OldLeaders.Select(failovers.Lost).Where(lost => lost.Count > 0).ToList();
        if (losses.Count == 0)
        {
            return CheckOutcome.Failed(
                "No acknowledged write is lost, so there is nothing to name.",
                failovers.Evidence
            );
        }

        // A session that wrote once is a statement by hand, to which somebody waited for the answer.
        var loads = failovers
            .OldLeaders.SelectMany(old => old.Writes)
            .GroupBy(write => write.Session)
            .Where(writes => writes.Skip(1).Any())
            .Select(writes => writes.Key)
            .ToHashSet();

        // Each failover by itself, or all of them: the learner may have tried more than once.
        var best = losses
            .Append([.. losses.SelectMany(lost => lost)])
            .Select(lost => Compare(lost, loads, named))
            .MaxBy(comparison => comparison.Share)!;
        IEnumerable<string> evidence =
        [
            .. failovers.Evidence,
            $"lost are {Keys(best.Lost)}",
            $"named were {Keys(named)}",
            .. best.Doubtful.Count > 0
                ? [$"in flight at the crash, and so perhaps never acknowledged: {Keys(best.Doubtful)}"]
                : Array.Empty<string>(),
        ];
        if (best.Missing.Count == 0 && best.Wrong.Count == 0)
        {
            return CheckOutcome.Done(
                best.Doubtful.Count == 0
                    ? $"Those are the {best.Lost.Count} lost writes, and no others."
                    : $"Those are the lost writes, and no others. Of {Keys(best.Doubtful)} nobody can know: "
                        + "it was in flight at the crash.",
                evidence
            );
        }

        var parts = new List<string>();
        if (best.Missing.Count > 0)
        {
            parts.Add($"{Keys(best.Missing)} {(best.Missing.Count == 1 ? "is" : "are")} lost, too");
        }

        if (best.Wrong.Count > 0)
        {
            parts.Add($"{Keys(best.Wrong)} {(best.Wrong.Count == 1 ? "is" : "are")} not");
        }

        return CheckOutcome.Partly(best.Share, $"{string.Join("; ", parts)}.", evidence);
    }

    private static Comparison Compare(
        IReadOnlyList<LedgerEntry> lost,
        IReadOnlySet<int> loads,
        IReadOnlySet<long> named
    )
    {
        var inFlight = InFlight(lost, loads);
        var keys = lost.Select(write => (long)write.ProductId).ToHashSet();
        var missing = keys.Except(named).ToList();
        return new Comparison(
            [.. keys],
            [.. missing.Where(key => !inFlight.Contains(key))],
            [.. missing.Where(inFlight.Contains)],
            [.. named.Except(keys)],
            (double)keys.Count(named.Contains) / keys.Union(named).Count()
        );
    }

    /// <summary>Under load the last write of each session may have been in flight when the leader died: its client never knew.</summary>
    private static HashSet<long> InFlight(IReadOnlyList<LedgerEntry> lost, IReadOnlySet<int> loads)
    {
        var sessions = lost.Where(write => loads.Contains(write.Session)).GroupBy(write => write.Session).ToList();
        return sessions.Count > 1 ? [.. sessions.Select(writes => (long)writes.Last().ProductId)] : [];
    }

    private static string Keys(IEnumerable<long> keys)
    {
        var all = keys.Order().ToList();
        return string.Join(", ", all.Take(MostKeys))
            + (all.Count > MostKeys ? $" and {all.Count - MostKeys} more" : "");
    }

    private sealed record Comparison(
        IReadOnlyList<long> Lost,
        IReadOnlyList<long> Missing,
        IReadOnlyList<long> Doubtful,
        IReadOnlyList<long> Wrong,
        double Share
    );
}
