namespace ReplicaShell.Replication.Health;

/// <summary>One check: a pure function of what was read.</summary>
internal interface IHealthRule
{
    /// <summary>Its name, as users give and see it.</summary>
    string Name { get; }

    /// <summary>Its answers, one for the pair or one for each thing that it is about.</summary>
    IEnumerable<HealthCheck> Judge(HealthSnapshot seen, HealthThresholds thresholds);
}
