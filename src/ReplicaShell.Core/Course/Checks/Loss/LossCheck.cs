namespace ReplicaShell.Course.Checks.Loss;

/// <summary>A failover has lost at least ten acknowledged writes: the old leader's disk has them, the new leader has not.</summary>
internal sealed class LossCheck : ICheck
{
    /// <summary>How many writes make a loss, and how many must survive the second time.</summary>
    public const int Enough = 10;

    public int Exercise => 4;

    public string Task => "loss";

    public async Task<CheckOutcome> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var failovers = await Failovers.OfAsync(context, cancellationToken);
        if (failovers.OldLeaders.Count == 0)
        {
            return CheckOutcome.Failed($"No failover was seen: {failovers.Leader} has led from the beginning.");
        }

        var worst = failovers.OldLeaders.MaxBy(old => failovers.Lost(old).Count)!;
        var lost = failovers.Lost(worst).Count;
        if (lost >= Enough)
        {
            return CheckOutcome.Done(
                $"{lost} writes that {worst.Node} acknowledged are not on {failovers.Leader}.",
                failovers.Evidence
            );
        }

        if (failovers.OldLeaders.FirstOrDefault(old => old.Unread is not null) is { } unread && lost == 0)
        {
            return CheckOutcome.Failed(
                $"What {unread.Node} had acknowledged cannot be told any more: {unread.Unread}",
                failovers.Evidence
            );
        }

        return CheckOutcome.Partly(
            (double)lost / Enough,
            lost == 0
                ? "The failover lost nothing: every write that was acknowledged is on the new leader."
                : $"Only {lost} acknowledged {(lost == 1 ? "write was" : "writes were")} lost: {Enough} are asked for.",
            failovers.Evidence
        );
    }
}
