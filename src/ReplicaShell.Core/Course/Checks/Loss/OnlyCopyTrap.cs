using ReplicaShell.Topology;

namespace ReplicaShell.Course.Checks.Loss;

/// <summary>
/// The data of a node that led was deleted: what it alone had acknowledged is gone for good, and nobody can tell what that
/// was.
/// </summary>
internal sealed class OnlyCopyTrap : ICheck
{
    public int Exercise => 4;

    public string Task => "only-copy";

    public async Task<CheckOutcome> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var pair = await context.PairAsync(cancellationToken);
        var evidence = new List<string>();
        foreach (var node in pair.Definition.Nodes)
        {
            var status = await pair.Engine.StatusAsync(pair.Definition, node, cancellationToken);
            evidence.Add($"{node.Name}: {status}");
            if (status == ServerStatus.Absent && (node.Detached || node.Name == pair.Definition.Leader))
            {
                return CheckOutcome.Failed(
                    $"{node.Name} led, and its data was deleted: what it alone had acknowledged is gone for good.",
                    evidence
                );
            }
        }

        return CheckOutcome.Done("Every node that led still has its data.", evidence);
    }
}
