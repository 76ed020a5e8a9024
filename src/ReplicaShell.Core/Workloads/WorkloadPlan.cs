namespace ReplicaShell.Workloads;

/// <summary>What the clients of a workload share.</summary>
/// <param name="Target">Where to connect to.</param>
/// <param name="Options">What was asked for.</param>
/// <param name="Table">The table.</param>
/// <param name="Keys">Keys for new rows.</param>
/// <param name="KnownKeys">Keys of rows that are there, the lowest first.</param>
/// <param name="Pacer">When operations are due.</param>
internal sealed record WorkloadPlan(
    ILeaderConnections Target,
    WorkloadOptions Options,
    WorkloadTable Table,
    KeySource Keys,
    IReadOnlyList<int> KnownKeys,
    Pacer Pacer
)
{
    /// <summary>Looks the table up and finds out which keys are free.</summary>
    public static async Task<WorkloadPlan> MakeAsync(
        ILeaderConnections target,
        WorkloadOptions options,
        CancellationToken enough,
        CancellationToken cancellationToken
    )
    {
        var leader = await target.OpenLeaderAsync(cancellationToken);
        await using var connection = leader.Connection;
        var table = await WorkloadTable.FindAsync(connection, options.Table, cancellationToken);
        var keys = await table.ReadHighestKeysAsync(connection, Workloads.KnownKeys.Capacity, cancellationToken);
        if (keys.Count == 0 && options.ReadRatio >= 1)
        {
            throw TableErrors.NothingToRead(table.Name);
        }

        keys.Reverse();
        return new WorkloadPlan(
            target,
            options,
            table,
            new KeySource(keys.Count == 0 ? 0 : keys[^1], table.Name),
            keys,
            new Pacer(options.Rate, options.Duration, enough)
        );
    }
}
