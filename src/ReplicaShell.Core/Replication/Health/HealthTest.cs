using ReplicaShell.Errors;
using ReplicaShell.Pairs;
using ReplicaShell.Replication.Health.Checks;

namespace ReplicaShell.Replication.Health;

/// <summary>Tests the health of a pair by named checks.</summary>
public static class HealthTest
{
    private static readonly IReadOnlyList<IHealthRule> Rules =
    [
        new SingleLeaderCheck(),
        new LinkCheck(),
        new ReceiverCheck(),
        new LagCheck(),
        new TimelineCheck(),
        new SynchronousStandbyCheck(),
        new SlotActiveCheck(),
        new SlotReserveCheck(),
        new DiskSpaceCheck(),
    ];

    /// <summary>The names of all checks, in the order in which they answer.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Rules.Select(rule => rule.Name)];

    /// <summary>Reads the pair once and judges it.</summary>
    /// <param name="pair">The pair.</param>
    /// <param name="thresholds">From where on a check is not content.</param>
    /// <param name="checks">The names of the checks to make; null makes all.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ReplicaException"><c>UnknownCheck</c>; the engine cannot be asked at all. A server that is silent is an answer.</exception>
    public static async Task<IReadOnlyList<HealthCheck>> RunAsync(
        Pair pair,
        HealthThresholds thresholds,
        IReadOnlyCollection<string>? checks,
        CancellationToken cancellationToken
    )
    {
        if (checks?.FirstOrDefault(name => !Names.Contains(name, StringComparer.OrdinalIgnoreCase)) is { } unknown)
        {
            throw HealthErrors.UnknownCheck(unknown);
        }

        var seen = await HealthReader.ReadAsync(pair, cancellationToken);
        return
        [
            .. Rules
                .Where(rule => checks?.Contains(rule.Name, StringComparer.OrdinalIgnoreCase) ?? true)
                .SelectMany(rule => rule.Judge(seen, thresholds)),
        ];
    }
}
