using ReplicaShell.Faults;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Commands.Infrastructure;

/// <summary>The base of cmdlets that do one thing to one node and then show the node.</summary>
public abstract class NodeActionCmdlet : PairCmdlet
{
    /// <summary>What is done, as -WhatIf and the progress show it.</summary>
    protected abstract string Action { get; }

    /// <summary>Finds the node that is meant.</summary>
    /// <param name="pair">The open pair.</param>
    protected abstract NodeDefinition Choose(Pair pair);

    /// <summary>Does it.</summary>
    /// <param name="pair">The open pair.</param>
    /// <param name="node">The node that <see cref="Choose"/> found.</param>
    /// <param name="cancellationToken">Cancelled when the pipeline stops.</param>
    protected abstract Task ActAsync(Pair pair, NodeDefinition node, CancellationToken cancellationToken);

    /// <summary>Asks whether to do it.</summary>
    /// <param name="pair">The open pair.</param>
    /// <param name="target">What it would be done to, in words.</param>
    protected virtual Task<bool> ShouldActAsync(Pair pair, string target) => ShouldProcessAsync(target, Action);

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        await using var pair = await Catalogue.OpenAsync(Pair, cancellationToken);
        var node = Choose(pair);
        if (!await ShouldActAsync(pair, $"{node.Name} of pair {pair.Name}"))
        {
            return;
        }

        PostProgress(Action, $"{Action}: {node.Name}");
        await ActAsync(pair, node, cancellationToken);
        await pair.RefreshAsync(cancellationToken);
        await WriteObjectAsync(await PairReader.ReadAsync(pair, node, cancellationToken), cancellationToken);
    }

    /// <summary>
    /// Hands a fault to the block of Use-ReplicaFault that it was injected in, which heals it at its end; elsewhere it
    /// stays until it is healed by hand.
    /// </summary>
    /// <param name="injecting">The injection.</param>
    protected async Task AdoptAsync(Task<Fault> injecting)
    {
        var fault = await injecting;
        try
        {
            await OnPipelineAsync(() => FaultScopes.Adopt(fault));
        }
        catch
        {
            // The pipeline is over: nobody would heal it.
            await fault.HealAsync(CancellationToken.None);
            throw;
        }

        PostVerbose($"{fault.Description} since {fault.InjectedAt:HH:mm:ss.fff} UTC");
    }
}
