using ReplicaShell.Errors;
using ReplicaShell.Pairs;
using ReplicaShell.Sql;
using ReplicaShell.Topology;

namespace ReplicaShell.Course.Checks.Loss;

/// <summary>Two nodes take writes, or took them at the same time.</summary>
internal sealed class TwoWritersTrap : ICheck
{
    public int Exercise => 4;

    public string Task => "two-writers";

    public async Task<CheckOutcome> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var pair = await context.PairAsync(cancellationToken);
        var writers = await WritersAsync(pair, cancellationToken);
        if (writers.Count > 1)
        {
            return CheckOutcome.Failed(
                $"{string.Join(" and ", writers)} take writes at the same time.",
                writers.Select(node => $"{node}: not in recovery")
            );
        }

        var failovers = await Failovers.OfAsync(context, cancellationToken);
        foreach (var old in failovers.OldLeaders.Where(old => old.Unread is null))
        {
            // Of the same machine's clock: what the old leader took after its successor had begun to.
            var successor = failovers.Writes.FirstOrDefault(write => write.Timeline > old.Timeline);
            if (successor is not null && old.Writes.LastOrDefault(write => write.Timeline == old.Timeline) is { } last)
            {
                if (last.WrittenAt > successor.WrittenAt)
                {
                    return CheckOutcome.Failed(
                        $"{old.Node} still took writes when its successor did already.",
                        $"the successor's first write: {successor.WrittenAt:O}, productId {successor.ProductId}",
                        $"{old.Node}'s last write: {last.WrittenAt:O}, productId {last.ProductId}"
                    );
                }
            }
        }

        return CheckOutcome.Done(
            "There was never more than one writer.",
            writers.Select(node => $"{node} takes writes")
        );
    }

    private static async Task<IReadOnlyList<string>> WritersAsync(Pair pair, CancellationToken cancellationToken)
    {
        var writers = new List<string>();
        foreach (var node in pair.Definition.Nodes)
        {
            if (await pair.Engine.StatusAsync(pair.Definition, node, cancellationToken) != ServerStatus.Running)
            {
                continue;
            }

            try
            {
                await using var server = await pair.ConnectAsync(node, cancellationToken);
                if (await server.ScalarAsync("select not pg_is_in_recovery()", cancellationToken) is true)
                {
                    writers.Add(node.Name);
                }
            }
            catch (ReplicaException e) when (e.ErrorId == nameof(NodeErrors.NodeUnreachable))
            {
                // One that nobody reaches takes no writes.
            }
        }

        return writers;
    }
}
