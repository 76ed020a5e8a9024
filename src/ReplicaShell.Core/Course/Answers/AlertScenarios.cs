using ReplicaShell.Course.Ground;
using ReplicaShell.Topology;

namespace ReplicaShell.Course.Answers;

/// <summary>
/// Stretches of time that last too long to be recorded: an idle hour, a bulk load, a cut of minutes. Their figures follow
/// from the seed, as servers of such a size and load would show them.
/// </summary>
internal static class AlertScenarios
{
    public const string IdleHour = "an idle hour";
    public const string BulkLoad = "a bulk load in one transaction";
    public const string LongCut = "a long cut";

    // A record that the leader writes to itself now and then, though nobody uses it (running transactions).
    private const int HousekeepingBytes = 56;

    public static IReadOnlyList<AlertScenario> Of(int seed) =>
        [Idle(new(seed, IdleHour)), Bulk(new(seed, BulkLoad)), Cut(new(seed, LongCut))];

    /// <summary>A sample a minute. Nothing is missing on the follower, and nothing was committed since the first sample.</summary>
    private static AlertScenario Idle(SeededNumbers numbers)
    {
        var (time, at) = Begin(numbers);
        var last = time.AddSeconds(-numbers.Next(1, 20));
        // Once or twice the follower is caught before it has the record of that moment.
        HashSet<int> inFlight = [numbers.Next(10, 25), numbers.Next(35, 55)];
        var readings = new List<LagReading>();
        for (var minute = 0; minute <= 60; minute++)
        {
            var behind = inFlight.Contains(minute) ? HousekeepingBytes : 0;
            readings.Add(Reading(time.AddMinutes(minute), at + behind, at, time.AddMinutes(minute) - last));
            at += behind > 0 || minute % 5 == 4 ? HousekeepingBytes : 0;
        }

        return new AlertScenario(IdleHour, readings);
    }

    /// <summary>
    /// A sample a second. The leader writes faster than the follower replays, so the gap grows to hundreds of megabytes; no
    /// transaction ends meanwhile. The follower moves on all the time.
    /// </summary>
    private static AlertScenario Bulk(SeededNumbers numbers)
    {
        var (time, at) = Begin(numbers);
        var (leader, follower) = (at, at);
        var last = time.AddSeconds(-1);
        var readings = new List<LagReading>();
        for (var second = 0; leader != follower || second < 60; second++)
        {
            readings.Add(Reading(time.AddSeconds(second), leader, follower, time.AddSeconds(second) - last));
            leader += second < 60 ? numbers.Next(18_000_000, 30_000_000) : 0;
            var replayed = follower + numbers.Next(10_000_000, 16_000_000);
            follower = replayed < leader ? replayed : leader;
        }

        return new AlertScenario(BulkLoad, readings);
    }

    /// <summary>A sample every five seconds; few writes, so the gap stays small though nothing arrives any more.</summary>
    private static AlertScenario Cut(SeededNumbers numbers)
    {
        const int step = 5;
        var (time, at) = Begin(numbers);
        var (leader, follower) = (at, at);
        var cut = numbers.Next(12, 20);
        var replayedAt = time;
        var readings = new List<LagReading>();
        for (var sample = 0; sample < cut + 60; sample++)
        {
            var now = time.AddSeconds(sample * step);
            readings.Add(Reading(now, leader, follower, now - replayedAt));
            leader += numbers.Next(200, 600);
            if (sample + 1 < cut)
            {
                (follower, replayedAt) = (leader, now.AddSeconds(step - 1));
            }
        }

        var cutAt = time.AddSeconds((cut - 1) * step + 1);
        return new AlertScenario(LongCut, readings, cutAt, TimeSpan.FromMinutes(1));
    }

    private static (DateTimeOffset Time, Lsn At) Begin(SeededNumbers numbers) =>
        (
            new DateTimeOffset(2026, 1, 1, 2, 0, 0, TimeSpan.Zero).AddMinutes(numbers.Next(0, 300_000)),
            new Lsn((ulong)numbers.Next(1, 4000) << 32 | (numbers.Next() & 0xFFFF_FFF8))
        );

    private static LagReading Reading(DateTimeOffset time, Lsn leader, Lsn follower, TimeSpan sinceReplay) =>
        new()
        {
            Time = time,
            LeaderLsn = leader,
            ReceivedLsn = follower,
            ReplayedLsn = follower,
            LagBytes = leader.BytesSince(follower),
            SinceReplay = sinceReplay,
        };
}
