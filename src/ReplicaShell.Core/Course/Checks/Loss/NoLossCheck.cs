namespace ReplicaShell.Course.Checks.Loss;

/// <summary>After the loss a leader crashed again and was failed over, and nothing that it had acknowledged is missing.</summary>
internal sealed class NoLossCheck : ICheck
{
    public int Exercise => 4;

    public string Task => "no-loss";

    public async Task<CheckOutcome> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var failovers = await Failovers.OfAsync(context, cancellationToken);
        var loss = failovers.OldLeaders.FirstOrDefault(old => failovers.Lost(old).Count >= LossCheck.Enough);
        if (loss is null)
        {
            return CheckOutcome.Failed(
                "No second failover was seen, nor a first one that lost ten writes: that comes before.",
                failovers.Evidence
            );
        }

        var later = failovers.OldLeaders.Where(old => old.Unread is not null || old.Timeline > loss.Timeline).ToList();
        if (later.Count == 0)
        {
            return CheckOutcome.Failed(
                $"No second failover was seen: {failovers.Leader} leads since the writes were lost.",
                failovers.Evidence
            );
        }

        return later.Select(old => Judge(failovers, old)).MaxBy(outcome => outcome.Share)!;
    }

    private static CheckOutcome Judge(Failovers failovers, OldLeader old)
    {
        if (old.Unread is { } unread)
        {
            return CheckOutcome.Failed(
                $"What {old.Node} had acknowledged cannot be told any more: {unread}",
                failovers.Evidence
            );
        }

        var (lost, survived) = (failovers.Lost(old).Count, failovers.Survived(old));
        if (lost > 0)
        {
            return CheckOutcome.Failed(
                $"{lost} writes that {old.Node} acknowledged are not on {failovers.Leader}: lost again.",
                failovers.Evidence
            );
        }

        if (survived.Count < LossCheck.Enough)
        {
            return CheckOutcome.Partly(
                0.25 * survived.Count / LossCheck.Enough,
                $"Nothing was lost, but only {survived.Count} writes were acknowledged: {LossCheck.Enough} are asked for.",
                failovers.Evidence
            );
        }

        var safe = survived.Count(write => write.Waits);
        return safe >= LossCheck.Enough
            ? CheckOutcome.Done(
                $"{old.Node} crashed, and all {survived.Count} writes that it had acknowledged are on {failovers.Leader}.",
                failovers.Evidence
            )
            : CheckOutcome.Partly(
                0.5,
                "Nothing was lost, by luck: the commits did not wait for a follower, so the next crash may lose some.",
                failovers.Evidence
            );
    }
}
