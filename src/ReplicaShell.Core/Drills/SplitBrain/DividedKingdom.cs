using ReplicaShell.Engines;
using ReplicaShell.Errors;
using ReplicaShell.Failover;
using ReplicaShell.Failover.Fences;
using ReplicaShell.History;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Drills.SplitBrain;

/// <summary>The time between the cut and the fence: who writes where, and who leads.</summary>
/// <param name="pair">The pair.</param>
/// <param name="old">The leader that is cut off.</param>
/// <param name="decrees">What is written.</param>
/// <param name="history">Where writes are recorded.</param>
/// <param name="options">How.</param>
/// <param name="progress">Told of each step; may be null.</param>
internal sealed class DividedKingdom(
    Pair pair,
    NodeDefinition old,
    RoyalDecrees decrees,
    HistoryRecorder history,
    SplitBrainOptions options,
    IProgress<ProgressReport>? progress
)
{
    private int _written;

    /// <summary>The old capital decrees all along; a follower is promoted meanwhile, and then the new one decrees, too.</summary>
    public async Task<FailoverResult> DivideAsync(CancellationToken cancellationToken)
    {
        await using var oldCapital = new Capital(pair, old, history.AddClient(), options);
        await oldCapital.ConnectAsync(cancellationToken);
        var ours = decrees.Old(old.Name);
        var half = ours.Count / 2;
        var writing = oldCapital.WriteAsync(ours.Take(half), Report, cancellationToken);
        FailoverResult failover;
        try
        {
            failover = await PromoteAsync(cancellationToken);
        }
        finally
        {
            await writing;
        }

        await using var newCapital = new Capital(pair, pair.Leader, history.AddClient(), options);
        await Task.WhenAll(
            oldCapital.WriteAsync(ours.Skip(half), Report, cancellationToken),
            newCapital.WriteAsync(decrees.New(pair.Leader.Name), Report, cancellationToken)
        );
        return failover;

        void Report()
        {
            var now = Interlocked.Increment(ref _written);
            progress?.Report(
                new($"Decreeing on both sides: {now} of {4 * options.Count}", 10 + (15 * now / options.Count))
            );
        }
    }

    /// <summary>Joins the nodes again.</summary>
    public Task MendAsync() =>
        pair.Engine.SetNetworkAsync(pair.Definition, old, NodeNetwork.Healthy, CancellationToken.None);

    /// <summary>Fences the old leader for good, whatever kept it from writing until then.</summary>
    /// <exception cref="ReplicaException"><c>FenceFailed</c>.</exception>
    public async Task<IReadOnlyList<FenceAttempt>> FenceAsync(CancellationToken cancellationToken)
    {
        var node = pair.Node(old.Name);
        await using var witness = await FenceWitness.OpenAsync(pair, node, cancellationToken);
        await Fence.ApplyAsync(pair, node, FenceMethod.Stop, cancellationToken);
        var attempts = await witness.TryAsync(string.Empty, cancellationToken);
        if (attempts.FirstOrDefault(attempt => attempt.GotThrough) is { } leak)
        {
            throw FailoverErrors.FenceFailed(pair.Definition, node, $"{leak}");
        }

        await pair.SaveAsync(
            pair.Definition.With(node with { Fenced = true, FencedBy = FenceMethod.Stop }),
            cancellationToken
        );
        return attempts;
    }

    /// <summary>Leaves no second leader behind when the drill is broken off.</summary>
    public async Task EndAsync()
    {
        if (pair.Definition.Leader != old.Name && !pair.Node(old.Name).Fenced)
        {
            try
            {
                await FenceAsync(CancellationToken.None);
            }
            catch (ReplicaException)
            {
                // What broke the drill off is what is told; Get-ReplicaPair shows what is left.
            }
        }
    }

    /// <summary>Read-only is no fence, and a failover would not accept it: here it is put up and believed.</summary>
    private async Task<FailoverResult> PromoteAsync(CancellationToken cancellationToken)
    {
        var isFence = options.Fence is not (null or FenceMethod.ReadOnly);
        if (options.Fence == FenceMethod.ReadOnly)
        {
            await Fence.ApplyAsync(pair, old, FenceMethod.ReadOnly, cancellationToken);
        }

        var how = isFence
            ? new FailoverOptions { Fence = options.Fence!.Value }
            : new FailoverOptions { NoFence = true, Force = true };
        return await FailoverCoordinator.RunLockedAsync(pair, how, progress: null, cancellationToken);
    }
}
