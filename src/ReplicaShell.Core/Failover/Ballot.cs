using ReplicaShell.Errors;
using ReplicaShell.Topology;

namespace ReplicaShell.Failover;

/// <summary>
/// The choice among candidates, without a server. Those on a later timeline come first, then those that received more WAL,
/// then those with the higher priority, then by name.
/// </summary>
/// <param name="pair">The pair.</param>
/// <param name="options">What the caller wants.</param>
/// <param name="leader">Where the leader is, when that could be asked; else null.</param>
internal sealed class Ballot(PairDefinition pair, FailoverOptions options, Lsn? leader = null)
{
    private const string Most = "It has received the most WAL.";

    /// <exception cref="ReplicaException"><c>NoEligibleCandidate</c>, <c>CandidateBehind</c>.</exception>
    public ElectionResult Count(IReadOnlyList<FailoverCandidate> asked, string? wanted)
    {
        var best = Ranked(asked.Where(one => one.IsSeen)).FirstOrDefault();
        var judged = Ranked(asked.Select(one => best is null ? one : Judge(one, best))).ToList();
        var chosen = wanted is null
            ? judged.FirstOrDefault(one => one.Eligible)
            : judged.First(one => one.Node == wanted);
        if (chosen is null || !(chosen.Eligible || (wanted is not null && MayBeNamed(chosen))))
        {
            throw FailoverErrors.NoEligibleCandidate(pair, Reasons(wanted is null ? judged : [chosen!]));
        }

        var objection = QuorumGuard.Objection(pair, asked);
        if (objection is not null && !options.Force)
        {
            throw FailoverErrors.NoEligibleCandidate(pair, $"{objection} {Reasons(judged)}", mayForce: true);
        }

        var lacks = chosen.Timeline != best!.Timeline || chosen.ReceivedLsn != best.ReceivedLsn;
        if (lacks && wanted is not null && !options.Force)
        {
            throw FailoverErrors.CandidateBehind(pair, chosen.Node, best.Node, chosen.Reason);
        }

        var isFirst = judged.FirstOrDefault(one => one.Eligible)?.Node == chosen.Node;
        var first = chosen with
        {
            Eligible = true,
            Reason =
                !isFirst ? $"It was asked for. {chosen.Reason}"
                : lacks ? chosen.Reason
                : Most,
        };
        return new ElectionResult(
            [first, .. judged.Where(one => one.Node != chosen.Node)],
            chosen.Timeline == best.Timeline ? best.ReceivedLsn!.Value.BytesSince(chosen.ReceivedLsn!.Value) : null,
            [.. new[] { objection, lacks ? Loss(chosen, best) : null, Excess(chosen) }.OfType<string>()]
        );
    }

    private static IEnumerable<FailoverCandidate> Ranked(IEnumerable<FailoverCandidate> candidates) =>
        candidates
            .OrderByDescending(one => one.Eligible)
            .ThenByDescending(one => one.Timeline)
            .ThenByDescending(one => one.ReceivedLsn)
            .ThenByDescending(one => one.Priority)
            .ThenBy(one => one.Node, StringComparer.Ordinal);

    private FailoverCandidate Judge(FailoverCandidate one, FailoverCandidate best)
    {
        if (!one.IsSeen)
        {
            return one;
        }

        if (one.Timeline != best.Timeline)
        {
            return Barred(one with { Reason = $"It is on timeline {one.Timeline}, {best.Node} on {best.Timeline}." });
        }

        var behind = best.ReceivedLsn!.Value.BytesSince(one.ReceivedLsn!.Value);
        var judged = Barred(
            one with
            {
                LagBytes = behind + Math.Max(0, leader?.BytesSince(best.ReceivedLsn.Value) ?? 0),
                Reason =
                    behind > 0 ? $"It has received {behind} bytes less than {best.Node}."
                    : one.Node == best.Node ? Most
                    : $"It has received as much WAL as {best.Node}, which comes first by priority or name.",
            }
        );
        return Exceeds(judged) && !options.Force
            ? judged with
            {
                Eligible = false,
                Reason = $"It lacks {judged.LagBytes} bytes of WAL, more than the limit of {options.LagLimit}.",
            }
            : judged;
    }

    private static FailoverCandidate Barred(FailoverCandidate one) =>
        one.Priority > 0
            ? one
            : one with
            {
                Eligible = false,
                Reason = $"Its priority is 0: it must be named (-Candidate). {one.Reason}",
            };

    private bool Exceeds(FailoverCandidate one) => options.LagLimit is { } limit && one.LagBytes > limit;

    /// <summary>Priority 0 keeps a node from being elected, not from being named; what does not answer cannot be either.</summary>
    private bool MayBeNamed(FailoverCandidate one) => one.IsSeen && (options.Force || !Exceeds(one));

    private static string Reasons(List<FailoverCandidate> candidates) =>
        candidates.Count == 0
            ? "It has none."
            : string.Join(' ', candidates.Select(one => $"{one.Node}: {one.Reason}"));

    private static string Loss(FailoverCandidate chosen, FailoverCandidate best) =>
        chosen.Timeline == best.Timeline
            ? $"{chosen.Node} lacks {best.ReceivedLsn!.Value.BytesSince(chosen.ReceivedLsn!.Value)} bytes of WAL that "
                + $"{best.Node} has: what they say is lost."
            : $"{chosen.Node} is on timeline {chosen.Timeline}, {best.Node} on {best.Timeline}: what was written since is lost.";

    private string? Excess(FailoverCandidate chosen) =>
        Exceeds(chosen)
            ? $"{chosen.Node} lacks {chosen.LagBytes} bytes of WAL, more than the limit of {options.LagLimit}."
            : null;
}
