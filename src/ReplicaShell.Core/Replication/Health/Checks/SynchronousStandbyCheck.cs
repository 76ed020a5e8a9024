using System.Globalization;
using System.Text.RegularExpressions;

namespace ReplicaShell.Replication.Health.Checks;

/// <summary>Whether as many followers confirm commits as the leader waits for.</summary>
internal sealed partial class SynchronousStandbyCheck : IHealthRule
{
    public string Name => "SynchronousStandby";

    public IEnumerable<HealthCheck> Judge(HealthSnapshot seen, HealthThresholds thresholds)
    {
        if (seen.Standbys is not { } standbys)
        {
            return
            [
                seen.Answer(
                    Name,
                    null,
                    HealthStatus.Unknown,
                    "The leader cannot be asked.",
                    "See the check SingleLeader."
                ),
            ];
        }

        var needed = Needed(standbys.Names);
        var there = standbys.Streaming.Count;
        return
        [
            seen.Answer(
                Name,
                null,
                there >= needed ? HealthStatus.Ok : HealthStatus.Critical,
                needed == 0 ? "Commits wait for no follower."
                    : there >= needed ? $"Commits are confirmed by {string.Join(", ", standbys.Streaming)}."
                    : "Too few followers confirm commits: every write waits.",
                there >= needed
                    ? null
                    : "Bring followers back (see the check Receiver), or free the writers: "
                        + $"Set-ReplicationMode {seen.Pair.Name} Async."
            ) with
            {
                Value = there,
                Threshold = needed,
                Unit = "followers",
            },
        ];
    }

    /// <summary>How many a value of synchronous_standby_names asks for: a plain list asks for one.</summary>
    internal static int Needed(string names) =>
        string.IsNullOrWhiteSpace(names) ? 0
        : Number().Match(names) is { Success: true } match
            ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)
        : 1;

    [GeneratedRegex(@"^\s*(?:any|first)?\s*(\d+)\s*\(", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
