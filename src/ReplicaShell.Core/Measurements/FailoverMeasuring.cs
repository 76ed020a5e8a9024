using ReplicaShell.Errors;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Measurements;

/// <summary>Repeats failovers under load, in turn over modes and distances, and sums them up.</summary>
public static class FailoverMeasuring
{
    /// <summary>Measures.</summary>
    /// <param name="catalogue">Where the pairs are made; each is gone before the next.</param>
    /// <param name="options">Which failovers, and how many.</param>
    /// <param name="progress">Told of each failover; may be null.</param>
    /// <param name="cancellationToken">Ends it without a result; no pair is left.</param>
    /// <exception cref="ReplicaException">
    /// <c>InvalidMeasurement</c>, <c>PairExists</c>, <c>UnsupportedMode</c>, <c>UnsupportedFault</c>: the engine has no slow
    /// lines; <c>NothingAcknowledged</c>; whatever keeps a pair from being made or failed over.
    /// </exception>
    public static async Task<FailoverMeasurement> RunAsync(
        PairCatalogue catalogue,
        FailoverMeasurementOptions options,
        IProgress<ProgressReport>? progress,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        ArgumentNullException.ThrowIfNull(options);
        Check(options);
        var trial = new FailoverTrial(catalogue, options);
        var runs = new List<FailoverRun>();
        var version = "";
        foreach (var (round, mode, distance) in InTurn(options))
        {
            progress?.Report(
                new(
                    $"Failover {runs.Count + 1} of {options.Total}: {mode} {distance}".TrimEnd(),
                    100 * runs.Count / options.Total
                )
            );
            // A seed of its own for each: a run that is repeated alone has the same moment.
            var random = new Random(unchecked(options.Seed + runs.Count));
            (var run, version) = await trial.RunAsync(mode, distance, round, random, cancellationToken);
            runs.Add(run);
        }

        return new FailoverMeasurement
        {
            Pair = options.Pair.Name,
            Engine = options.Pair.Engine,
            FollowerCount = options.Pair.FollowerCount,
            PostgresVersion = version,
            Clients = options.Clients,
            Rate = options.Rate,
            DetectionTimeout = options.DetectionTimeout,
            Seed = options.Seed,
            Runs = runs,
            Groups =
            [
                .. options.Modes.SelectMany(mode =>
                    options.Distances.Select(distance =>
                        FailoverGroup.Of(
                            mode,
                            distance,
                            [.. runs.Where(run => run.Mode == mode && run.Distance == distance)]
                        )
                    )
                ),
            ],
        };
    }

    /// <summary>One of each in turn: whatever else the machine does meanwhile is everybody's.</summary>
    private static IEnumerable<(int Round, ReplicationMode Mode, Distance Distance)> InTurn(
        FailoverMeasurementOptions options
    ) =>
        from round in Enumerable.Range(1, options.Runs)
        from mode in options.Modes
        from distance in options.Distances
        select (round, mode, distance);

    private static void Check(FailoverMeasurementOptions options)
    {
        Require(
            options.Runs > 0 && options.Modes.Count > 0 && options.Distances.Count > 0,
            $"Give one run, mode and distance at least."
        );
        Require(
            (long)options.Runs * options.Modes.Count * options.Distances.Count
                <= FailoverMeasurementOptions.MostFailovers,
            $"A measurement has {FailoverMeasurementOptions.MostFailovers} failovers at most."
        );
        Require(
            options.Modes.Distinct().Count() == options.Modes.Count
                && options.Distances.Distinct().Count() == options.Distances.Count,
            $"Name each mode and each distance once."
        );
        Require(options.Pair.FollowerCount > 0, $"A pair without a follower cannot be failed over.");
    }

    private static void Require(bool holds, FormattableString otherwise)
    {
        if (!holds)
        {
            throw MeasurementErrors.InvalidMeasurement(FormattableString.Invariant(otherwise));
        }
    }
}
