namespace ReplicaShell.Replication.Health.Checks;

/// <summary>How far each slot is from being lost, or, without a limit, from filling the disk.</summary>
internal sealed class SlotReserveCheck : IHealthRule
{
    public string Name => "SlotReserve";

    public IEnumerable<HealthCheck> Judge(HealthSnapshot seen, HealthThresholds thresholds) =>
        (seen.Slots ?? []).Select(slot =>
            slot switch
            {
                { WalStatus: "lost" } => seen.Answer(
                    Name,
                    slot.Name,
                    HealthStatus.Critical,
                    $"{slot.Node} has given up its slot, and no longer keeps the WAL that it needs.",
                    $"Repair-ReplicaNode {seen.Pair.Name} {slot.Name} gives it a new copy."
                ) with
                {
                    Value = 0,
                    Threshold = thresholds.SlotReserve,
                    Unit = "bytes to loss",
                },
                { SafeWalSize: { } left } => WithLimit(seen, slot, left, thresholds.SlotReserve),
                _ => WithoutLimit(seen, slot, thresholds.RetainedBytes),
            }
        );

    private HealthCheck WithLimit(HealthSnapshot seen, ReplicationSlot slot, long left, long threshold) =>
        seen.Answer(
            Name,
            slot.Name,
            left >= threshold ? HealthStatus.Ok
                : slot.WalStatus == "unreserved" ? HealthStatus.Critical
                : HealthStatus.Warning,
            left >= threshold ? "Its slot is far from its limit."
                : slot.WalStatus == "unreserved" ? "Its slot is beyond its limit, and lost at the next checkpoint."
                : "Its slot is near its limit.",
            left >= threshold
                ? null
                : $"Bring {slot.Name} back soon, or raise the limit: Set-ReplicationSlotLimit {seen.Pair.Name}."
        ) with
        {
            Value = left,
            Threshold = threshold,
            Unit = "bytes to loss",
        };

    private HealthCheck WithoutLimit(HealthSnapshot seen, ReplicationSlot slot, long threshold) =>
        seen.Answer(
            Name,
            slot.Name,
            slot.RetainedBytes > threshold ? HealthStatus.Warning : HealthStatus.Ok,
            slot.RetainedBytes > threshold
                ? "Its slot has no limit and keeps much WAL: it may fill the leader's disk."
                : "Its slot has no limit and keeps little.",
            slot.RetainedBytes > threshold
                ? $"Bring {slot.Name} back, or set a limit: Set-ReplicationSlotLimit {seen.Pair.Name} 4GB."
                : null
        ) with
        {
            Value = slot.RetainedBytes,
            Threshold = threshold,
            Unit = "bytes kept",
        };
}
