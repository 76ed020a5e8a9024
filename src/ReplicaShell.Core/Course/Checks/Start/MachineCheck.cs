using ReplicaShell.Course.Ground;
using ReplicaShell.Pairs;

namespace ReplicaShell.Course.Checks.Start;

/// <summary>Servers can be made here: the learner's pair replicates.</summary>
internal sealed class MachineCheck : ICheck
{
    public int Exercise => 0;

    public string Task => "machine";

    public async Task<CheckOutcome> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var definition = await PairGround.FindAsync(context.Course.Pairs, context.PairName, cancellationToken);
        if (definition is null)
        {
            return CheckOutcome.Failed(
                $"There is no pair '{context.PairName}' yet: New-ReplicaPair {context.PairName} makes it."
            );
        }

        var pair = await context.PairAsync(cancellationToken);
        var state = await PairReader.ReadAsync(pair, cancellationToken);
        var evidence = new List<string> { $"{pair.Name}: {state.State}, PostgreSQL {state.PostgresVersion}" };
        evidence.AddRange(state.Reasons);
        evidence.AddRange(
            state.Nodes.Select(node => $"{node.Node}: {node.Role}, {node.State}, {node.Host}:{node.Port}")
        );
        if (!pair.Followers.Any())
        {
            return CheckOutcome.Partly(0.4, $"The pair '{pair.Name}' has no follower to read from.", evidence);
        }

        await using var leader = await pair.ConnectAsync(pair.Leader, cancellationToken);
        var written = await Probe.WriteAsync(leader, cancellationToken);
        foreach (var node in pair.Followers)
        {
            await using var follower = await pair.ConnectAsync(node, cancellationToken);
            if (!await Probe.ArrivesAsync(follower, written, cancellationToken))
            {
                return CheckOutcome.Partly(
                    0.4,
                    $"A row that was written to {pair.Leader.Name} did not arrive on {node.Name}.",
                    evidence
                );
            }
        }

        return CheckOutcome.Done(
            $"A row that was written to {pair.Leader.Name} was read from every follower.",
            evidence
        );
    }
}
