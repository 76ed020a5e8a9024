using ReplicaShell.Errors;
using ReplicaShell.Failover.Detection;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Failover;

/// <summary>Phase 2: who has the most? The candidates are asked here, and judged in <see cref="Ballot"/>.</summary>
internal static class Election
{
    /// <summary>Asks every follower at once.</summary>
    /// <param name="pair">The pair.</param>
    /// <param name="options">What the caller wants.</param>
    /// <param name="leader">Where the leader is, when that could be asked; else null.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    /// <exception cref="ReplicaException">
    /// <c>NoEligibleCandidate</c>, <c>NodeNotFound</c>, <c>NotAFollower</c>, <c>CandidateBehind</c>.
    /// </exception>
    public static async Task<ElectionResult> RunAsync(
        Pair pair,
        FailoverOptions options,
        Lsn? leader,
        CancellationToken cancellationToken
    )
    {
        var wanted = options.Candidate is null ? null : pair.Follower(options.Candidate).Name;
        var asked = await Task.WhenAll(
            pair.Definition.Nodes.Where(node => node.Name != pair.Definition.Leader)
                .Select(async node => await AskAsync(pair, node, cancellationToken))
        );
        return new Ballot(pair.Definition, options, leader).Count(asked, wanted);
    }

    /// <summary>Where a leader is that is cut off from the others and still answers us; else null.</summary>
    public static async Task<Lsn?> LeaderAsync(Pair pair, ProbeOutcome? cause, CancellationToken cancellationToken) =>
        cause == ProbeOutcome.CutOff
            ? (await CandidateProbe.AskAsync(pair, pair.Leader, orPromoted: true, cancellationToken))?.Received
            : null;

    private static async Task<FailoverCandidate> AskAsync(
        Pair pair,
        NodeDefinition node,
        CancellationToken cancellationToken
    )
    {
        if (node.Detached)
        {
            return Ineligible(node, "It has no part in replication, and may have diverged.");
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
                Priority = node.Priority,
            }
            : Ineligible(node, "It runs but does not answer as a standby.");
    }

    private static FailoverCandidate Ineligible(NodeDefinition node, string reason) =>
        new()
        {
            Node = node.Name,
            Eligible = false,
            Reason = reason,
            Priority = node.Priority,
        };
}
