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
        var losses = failovers
            .OldLeaders.Select(old => failovers.Lost(old).Select(write => (long)write.ProductId).ToHashSet())
            .Where(keys => keys.Count > 0)
            .ToList();
        if (losses.Count == 0)
        {
            return CheckOutcome.Failed(
                "No acknowledged write is lost, so there is nothing to name.",
                failovers.Evidence
            );
        }

        // Each failover by itself, or all of them: the learner may have tried more than once.
        var best = losses
            .Append([.. losses.SelectMany(keys => keys)])
            .MaxBy(keys => (double)keys.Count(named.Contains) / keys.Union(named).Count())!;
        var (missing, wrong) = (best.Except(named).Order().ToList(), named.Except(best).Order().ToList());
        var evidence = failovers
            .Evidence.Append($"Lost are {Keys(best.Order())}")
            .Append($"named were {Keys(named.Order())}")
            .ToList();
        if (missing.Count == 0 && wrong.Count == 0)
        {
            return CheckOutcome.Done($"Those are the {best.Count} lost writes, and no others.", evidence);
        }

        var parts = new List<string>();
        if (missing.Count > 0)
        {
            parts.Add($"{Keys(missing)} {(missing.Count == 1 ? "is" : "are")} lost, too");
        }

        if (wrong.Count > 0)
        {
            parts.Add($"{Keys(wrong)} {(wrong.Count == 1 ? "is" : "are")} not");
        }

        var share = (double)best.Count(named.Contains) / best.Union(named).Count();
        return CheckOutcome.Partly(share, $"{string.Join("; ", parts)}.", evidence);
    }

    private static string Keys(IEnumerable<long> keys)
    {
        var all = keys.ToList();
        return string.Join(", ", all.Take(MostKeys))
            + (all.Count > MostKeys ? $" and {all.Count - MostKeys} more" : "");
    }
}
