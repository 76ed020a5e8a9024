namespace ReplicaShell.Course.Checks.Follower;

/// <summary>The learner's follower replays what the leader writes now, and has it from the leader itself.</summary>
internal sealed class StreamingCheck : ICheck
{
    public int Exercise => 1;

    public string Task => "streaming";

    public async Task<CheckOutcome> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var follower = await SecondFollower.OfAsync(context, cancellationToken);
        if (follower.Missing is { } missing)
        {
            return CheckOutcome.Failed(missing);
        }

        var pair = await context.PairAsync(cancellationToken);
        await using var leader = await pair.ConnectAsync(pair.Leader, cancellationToken);
        var written = await Probe.WriteAsync(leader, cancellationToken);
        var arrives = await Probe.ArrivesAsync(follower.Server, written, cancellationToken);
        var stream = await FollowerStream.OfAsync(context, cancellationToken);
        if (!arrives)
        {
            return CheckOutcome.Failed(
                $"A row that was written to {pair.Leader.Name} now did not arrive on {follower.Address} within "
                    + $"{Probe.Patience.TotalSeconds:0} s.",
                stream.Evidence
            );
        }

        return stream.Sends
            ? CheckOutcome.Done(
                $"It streams from {pair.Leader.Name}: a row that was written now was read from {follower.Address}.",
                stream.Evidence
            )
            : CheckOutcome.Partly(
                0.5,
                $"Rows arrive, but not from {pair.Leader.Name} itself: the leader has no stream to it.",
                stream.Evidence
            );
    }
}
