using ReplicaShell.Errors;
using ReplicaShell.Failover.Fences;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Failover;

/// <summary>
/// Phase 3: the old leader takes no more writes. It is barred on disk, so that it cannot come back as a leader, and that is
/// verified by attempted writes, one of them over a session that was open before.
/// </summary>
internal static class Fencing
{
    /// <summary>Fences the leader and keeps that it is fenced, before anything is promoted.</summary>
    /// <returns>What the caller should know when the fence was forced past a failure; else null.</returns>
    /// <exception cref="ReplicaException"><c>FenceFailed</c>.</exception>
    public static async Task<string?> RunAsync(
        Pair pair,
        FenceMethod method,
        bool force,
        CancellationToken cancellationToken
    )
    {
        if (pair.Definition.Leader is null)
        {
            return null;
        }

        var leader = pair.Leader;
        try
        {
            await using var witness = await FenceWitness.OpenAsync(pair, leader, cancellationToken);
            await Fence.ApplyAsync(pair, leader, method, cancellationToken);
            await VerifyAsync(pair, leader, method, witness, cancellationToken);
            await pair.SaveAsync(
                pair.Definition.With(leader with { Fenced = true, FencedBy = method }),
                cancellationToken
            );
            return null;
        }
        catch (Exception e) when (e is ReplicaException or IOException)
        {
            var failure = e as ReplicaException;
            if (!force)
            {
                throw failure?.ErrorId == nameof(FailoverErrors.FenceFailed)
                    ? failure
                    : FailoverErrors.FenceFailed(pair.Definition, e.Message.TrimEnd('.'), e);
            }

            return $"{leader.Name} could not be fenced ({e.Message.TrimEnd('.')}): it may still take writes.";
        }
    }

    /// <summary>An attempted write does not get through; where the server was ended, it does not even find one.</summary>
    private static async Task VerifyAsync(
        Pair pair,
        NodeDefinition leader,
        FenceMethod method,
        FenceWitness witness,
        CancellationToken cancellationToken
    )
    {
        if (method == FenceMethod.Stop && await Fence.IsAliveAsync(pair, leader, cancellationToken))
        {
            throw FailoverErrors.FenceFailed(pair.Definition, "its server still runs");
        }

        var attempts = await witness.TryAsync(string.Empty, cancellationToken);
        if (attempts.FirstOrDefault(attempt => attempt.GotThrough) is { } leak)
        {
            throw FailoverErrors.FenceFailed(pair.Definition, $"{leak}");
        }
    }
}
