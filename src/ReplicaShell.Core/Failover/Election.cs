using ReplicaShell.Errors;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Failover;

/// <summary>
/// Phase 2: who has the most? Candidates on a later timeline come first, then those that received more WAL, then those
/// with the lower priority number, then by name.
/// </summary>
internal static class Election
{
    private const int DefaultPriority = 100;

    /// <summary>Asks every follower at once.</summary>
    /// <returns>The candidates, the elected one first, each with the reason for its place.</returns>
    /// <exception cref="ReplicaException">
    /// <c>NoEligibleCandidate</c>, <c>NodeNotFound</c>, <c>NotAFollower</c>, <c>CandidateBehind</c>.
    /// </exception>
    public static async Task<IReadOnlyList<FailoverCandidate>> RunAsync(
        Pair pair,
        FailoverOptions options,
        CancellationToken cancellationToken
    )
    {
        var wanted = options.Candidate is null ? null : pair.Follower(options.Candidate).Name;
        var asked = await Task.WhenAll(
            pair.Definition.Nodes.Where(node => node.Name != pair.Definition.Leader)
                .Select(async node => await AskAsync(pair, node, cancellationToken))
        );
        return Choose(pair.Definition, asked, wanted, options.Force);
    }

    /// <summary>The choice itself, without a server.</summary>
    internal static IReadOnlyList<FailoverCandidate> Choose(
        PairDefinition pair,
        IReadOnlyList<FailoverCandidate> asked,
        string? wanted,
        bool force
    )
    {
        var ranked = asked
            .OrderByDescending(candidate => candidate.Eligible)
            .ThenByDescending(candidate => candidate.Timeline)
            .ThenByDescending(candidate => candidate.ReceivedLsn)
            .ThenBy(candidate => candidate.Priority)
            .ThenBy(candidate => candidate.Node, StringComparer.Ordinal)
            .ToList();
        if (ranked.Count == 0 || !ranked[0].Eligible)
        {
            var reasons =
                ranked.Count == 0 ? "It has none." : string.Join(' ', ranked.Select(c => $"{c.Node}: {c.Reason}"));
            throw FailoverErrors.NoEligibleCandidate(pair, reasons);
        }

        var best = ranked[0];
        var judged = ranked.Select(candidate => Judge(candidate, best)).ToList();
        if (wanted is null || wanted == best.Node)
        {
            return judged;
        }

        var chosen = judged.First(candidate => candidate.Node == wanted);
        if (!chosen.Eligible)
        {
            throw FailoverErrors.NoEligibleCandidate(pair, $"{chosen.Node}: {chosen.Reason}");
        }

        var lacks = chosen.Timeline != best.Timeline || chosen.ReceivedLsn != best.ReceivedLsn;
        if (lacks && !force)
        {
            throw FailoverErrors.CandidateBehind(pair, chosen.Node, best.Node, chosen.Reason);
        }

        return [chosen with { Reason = $"It was asked for. {chosen.Reason}" }, .. judged.Where(c => c != chosen)];
    }

    private static FailoverCandidate Judge(FailoverCandidate candidate, FailoverCandidate best)
    {
        if (!candidate.Eligible)
        {
            return candidate;
        }

        if (candidate.Timeline != best.Timeline)
        {
            return candidate with
            {
                Reason = $"It is on timeline {candidate.Timeline}, {best.Node} on {best.Timeline}.",
            };
        }

        var behind = best.ReceivedLsn!.Value.BytesSince(candidate.ReceivedLsn!.Value);
        return candidate with
        {
            LagBytes = behind,
            Reason =
                behind > 0 ? $"It has received {behind} bytes less than {best.Node}."
                : candidate == best ? "It has received the most WAL."
                : $"It has received as much WAL as {best.Node}, which comes first by priority or name.",
        };
    }

    private static async Task<FailoverCandidate> AskAsync(
        Pair pair,
        NodeDefinition node,
        CancellationToken cancellationToken
    )
    {
        if (node.Detached)
        {
            return Ineligible(node, "It led before an earlier failover, and may have diverged.");
        }

        var status = await pair.Engine.StatusAsync(pair.Definition, node, cancellationToken);
        if (status != ServerStatus.Running)
        {
            return Ineligible(node, $"It is {status.ToString().ToLowerInvariant()}.");
        }

        // Where the old leader is fenced, one that takes writes was promoted by a failover that was broken off.
        var fenced = pair.Definition.Leader is { } leader && pair.Node(leader).Fenced;
        return await CandidateProbe.AskAsync(pair, node, fenced, cancellationToken) is { } probe
            ? new FailoverCandidate
            {
                Node = node.Name,
                Eligible = true,
                Reason = string.Empty,
                ReceivedLsn = probe.Received,
                Timeline = probe.Timeline,
                Priority = DefaultPriority,
            }
            : Ineligible(node, "It runs but does not answer as a standby.");
    }

    private static FailoverCandidate Ineligible(NodeDefinition node, string reason) =>
        new()
        {
            Node = node.Name,
            Eligible = false,
            Reason = reason,
            Priority = DefaultPriority,
        };
}
