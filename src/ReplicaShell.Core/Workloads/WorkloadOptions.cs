using ReplicaShell.Errors;

namespace ReplicaShell.Workloads;

/// <summary>What load to make.</summary>
public sealed record WorkloadOptions
{
    /// <summary>The most clients that a workload has.</summary>
    public const int MostClients = 1000;

    /// <summary>For how long new operations begin. The last ones may end later, by <see cref="WriteTimeout"/> at most.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>How many clients work at once, each over one connection and doing one operation at a time.</summary>
    public int Clients { get; init; } = 4;

    /// <summary>The share of reads among the operations, from 0 to 1.</summary>
    public double ReadRatio { get; init; }

    /// <summary>
    /// How many operations a second are due, by all clients together; null is as many as the server answers. What a
    /// slow server delays is still due and is made up for.
    /// </summary>
    public double? Rate { get; init; }

    /// <summary>
    /// The table, as one would write it in SQL (<c>inventory</c>, <c>shop.orders</c>), or its exact name. It has a primary
    /// key of one integer column.
    /// </summary>
    public string Table { get; init; } = "inventory";

    /// <summary>How long a client waits for an answer, or for a connection, before it gives up.</summary>
    public TimeSpan WriteTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Refuses what no workload can be.</summary>
    /// <exception cref="ReplicaException"><c>InvalidWorkload</c>.</exception>
    internal void Validate()
    {
        Require(Duration > TimeSpan.Zero, $"A workload cannot last {Duration}: give a time above zero.");
        Require(Clients is >= 1 and <= MostClients, $"There are 1 to {MostClients} clients, not {Clients}.");
        Require(ReadRatio is >= 0 and <= 1, $"The share of reads lies between 0 and 1; {ReadRatio} does not.");
        Require(
            Rate is null or (> 0 and <= 1e7),
            $"A rate of {Rate} operations a second is none: give one above zero."
        );
        Require(!string.IsNullOrWhiteSpace(Table), $"Name the table to write to.");
        // Timers end at 2^32 - 2 milliseconds, and a wait of no time cannot succeed.
        Require(
            WriteTimeout > TimeSpan.Zero && WriteTimeout < TimeSpan.FromDays(40),
            $"A client cannot wait {WriteTimeout}: give a time above zero."
        );
    }

    private static void Require(bool holds, FormattableString otherwise)
    {
        if (!holds)
        {
            throw new ReplicaException(
                "InvalidWorkload",
                ReplicaErrorCategory.InvalidArgument,
                FormattableString.Invariant(otherwise)
            );
        }
    }
}
