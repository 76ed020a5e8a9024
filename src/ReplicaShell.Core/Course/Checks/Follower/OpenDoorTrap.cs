namespace ReplicaShell.Course.Checks.Follower;

/// <summary>A door was opened, on whichever server.</summary>
internal sealed class OpenDoorTrap : ICheck
{
    public int Exercise => 1;

    public string Task => "open-door";

    public async Task<CheckOutcome> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var doors = await Doors.OfAsync(context, cancellationToken);
        return doors.Open.Count == 0
            ? CheckOutcome.Done("No door stands open.", doors.Asked)
            : CheckOutcome.Failed($"{doors.Open[0]}.", doors.Open);
    }
}
