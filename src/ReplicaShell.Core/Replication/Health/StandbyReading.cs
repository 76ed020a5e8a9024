namespace ReplicaShell.Replication.Health;

/// <summary>Whom commits wait for, as the leader says.</summary>
/// <param name="Names">Its synchronous_standby_names; empty when commits wait for nobody.</param>
/// <param name="Streaming">The followers that stream and count as synchronous now.</param>
internal sealed record StandbyReading(string Names, IReadOnlyList<string> Streaming);
