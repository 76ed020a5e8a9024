using ReplicaShell.Replication;

namespace ReplicaShell.Course.Checks.Follower;

/// <summary>The leader keeps WAL for the learner's follower, in a slot of its own that is in use.</summary>
internal sealed class SlotActiveCheck : ICheck
{
    public int Exercise => 1;

    public string Task => "slot-active";

    public async Task<CheckOutcome> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var follower = await SecondFollower.OfAsync(context, cancellationToken);
        if (follower.Missing is { } missing)
        {
            return CheckOutcome.Failed(missing);
        }

        var pair = await context.PairAsync(cancellationToken);
        var stream = await FollowerStream.OfAsync(context, cancellationToken);
        var slots = await SlotList.ReadAsync(pair, pair.Leader.Name, cancellationToken);
        var evidence = slots
            .Select(one => $"{pair.Leader.Name}: slot '{one.Name}', {one.Type}, {(one.Active ? "active" : "inactive")}")
            .Prepend(
                stream.Slot is null ? "The follower uses no slot." : $"The follower uses the slot '{stream.Slot}'."
            );
        var slot = slots.FirstOrDefault(one => one.Name == stream.Slot);
        if (slot is null)
        {
            return CheckOutcome.Failed(
                stream.Slot is null
                    ? "It receives without a slot: WAL that it misses while it is down may be gone when it comes back."
                    : $"{pair.Leader.Name} has no slot '{stream.Slot}'.",
                evidence
            );
        }

        return slot switch
        {
            { Type: not "physical" } => CheckOutcome.Failed($"The slot '{slot.Name}' is {slot.Type}.", evidence),
            { Temporary: true } => CheckOutcome.Failed($"The slot '{slot.Name}' goes with its session.", evidence),
            { Active: false } => CheckOutcome.Partly(
                0.5,
                $"The slot '{slot.Name}' is there, but nobody receives through it.",
                evidence
            ),
            _ when !stream.Sends => CheckOutcome.Partly(
                0.5,
                $"Somebody else than your follower receives through the slot '{slot.Name}'.",
                evidence
            ),
            _ => CheckOutcome.Done(
                $"The leader keeps WAL for it in the slot '{slot.Name}', which is active.",
                evidence
            ),
        };
    }
}
