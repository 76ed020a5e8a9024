namespace ReplicaShell.Course.Checks.Follower;

/// <summary>No server of the pair, the learner's follower included, lets anybody in without a password or from far away.</summary>
internal sealed class NoTrustCheck : ICheck
{
    public int Exercise => 1;

    public string Task => "no-trust";

    public async Task<CheckOutcome> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var follower = await SecondFollower.OfAsync(context, cancellationToken);
        if (follower.Missing is { } missing)
        {
            return CheckOutcome.Failed(missing);
        }

        var doors = await Doors.OfAsync(context, cancellationToken);
        return doors.Open.Count == 0
            ? CheckOutcome.Done("Every server asks for a password, and lets in this machine alone.", doors.Asked)
            : CheckOutcome.Failed($"{doors.Open[0]}.", [.. doors.Open, .. doors.Asked]);
    }
}
