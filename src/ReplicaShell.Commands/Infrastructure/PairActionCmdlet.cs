using ReplicaShell.Pairs;

namespace ReplicaShell.Commands.Infrastructure;

/// <summary>The base of cmdlets that do one thing to a pair and then show the pair.</summary>
public abstract class PairActionCmdlet : PairCmdlet
{
    /// <summary>What is done, as -WhatIf and the progress show it.</summary>
    protected abstract string Action { get; }

    /// <summary>Does it.</summary>
    /// <param name="pair">The open pair.</param>
    /// <param name="cancellationToken">Cancelled when the pipeline stops.</param>
    protected abstract Task ActAsync(Pair pair, CancellationToken cancellationToken);

    /// <summary>Asks whether to do it.</summary>
    /// <param name="pair">The open pair.</param>
    /// <param name="target">What it would be done to, in words.</param>
    protected virtual Task<bool> ShouldActAsync(Pair pair, string target) => ShouldProcessAsync(target, Action);

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        await using var pair = await Catalogue.OpenAsync(Pair, cancellationToken);
        if (!await ShouldActAsync(pair, $"pair {pair.Name}"))
        {
            return;
        }

        PostProgress(Action, $"{Action}: {pair.Name}");
        await ActAsync(pair, cancellationToken);
        await pair.RefreshAsync(cancellationToken);
        await WriteObjectAsync(await PairReader.ReadAsync(pair, cancellationToken), cancellationToken);
    }
}
