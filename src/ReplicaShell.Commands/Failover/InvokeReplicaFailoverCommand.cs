using System.Management.Automation;
using ReplicaShell.Commands.Infrastructure;
using ReplicaShell.Failover;
using ReplicaShell.Topology;

namespace ReplicaShell.Commands.Failover;

/// <summary>Makes a follower the leader, because the leader is gone, and reports each phase.</summary>
/// <remarks>
/// Detect, elect, fence, promote, first acknowledged write. The most advanced follower is elected, of equals the one with the
/// higher priority (Set-ReplicaNode); Candidates tells of each why. In SemiSync and Quorum enough followers must answer that
/// one of them is sure to have every acknowledged write, else the error is NoEligibleCandidate. The old leader is ended and barred from coming back, and that is verified before anything is promoted. The other
/// followers follow the new leader. The mode becomes Async when too few followers remain for the one before; Warning says so.
/// </remarks>
/// <example>
/// Crash and fail over
/// <code>Invoke-LeaderCrash lab; Invoke-ReplicaFailover lab</code>
/// </example>
/// <example>
/// See why that follower was elected
/// <code>(Invoke-ReplicaFailover lab).Candidates</code>
/// </example>
/// <example>
/// Promote a follower that is behind, and see what that lost
/// <code>Invoke-ReplicaFailover lab -Candidate node3 -Force | Select-Object NewLeader, DiscardedBytes, Warning</code>
/// </example>
/// <example>
/// Rather no leader than one that lacks more than a megabyte
/// <code>Invoke-ReplicaFailover lab -LagLimit 1MB</code>
/// </example>
/// <example>
/// Be sure for three seconds that the leader is gone
/// <code>Invoke-ReplicaFailover lab -DetectionTimeout 3s</code>
/// </example>
[Cmdlet(VerbsLifecycle.Invoke, "ReplicaFailover", SupportsShouldProcess = true)]
[OutputType(typeof(FailoverResult))]
public sealed class InvokeReplicaFailoverCommand : PairCmdlet
{
    /// <summary>The follower to promote; the most advanced one without it.</summary>
    [Parameter(Position = 1)]
    [ArgumentCompleter(typeof(FollowerCompleter))]
    public string? Candidate { get; set; }

    /// <summary>How long the leader must have failed every probe; at 0 the first failed probe is enough.</summary>
    [Parameter]
    [Duration]
    public TimeSpan DetectionTimeout { get; set; }

    /// <summary>
    /// How the old leader is kept from taking writes: Stop, Revoke or, in containers, Network. ReadOnly does not hold, and the
    /// failover then ends with FenceFailed.
    /// </summary>
    [Parameter]
    public FenceMethod Fence { get; set; }

    /// <summary>Leaves the old leader as it is: should it come back, two nodes take writes. Needs -Force.</summary>
    [Parameter]
    public SwitchParameter NoFence { get; set; }

    /// <summary>How many bytes of WAL a candidate may lack to the last position known of the leader; any number without it.</summary>
    [Parameter]
    [ValidateRange(0, long.MaxValue)]
    public long? LagLimit { get; set; }

    /// <summary>
    /// Goes on where a fence cannot be verified or too few followers answer, past -LagLimit, and lets -Candidate be a follower
    /// that lacks WAL. The result's Warning says what that meant.
    /// </summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        await using var pair = await Catalogue.OpenAsync(Pair, cancellationToken);
        if (!await ShouldChangeAsync(pair, $"pair {pair.Name}", "Fail over", Force))
        {
            return;
        }

        var options = new FailoverOptions
        {
            Candidate = Candidate,
            DetectionTimeout = DetectionTimeout,
            LagLimit = LagLimit,
            Fence = Fence,
            NoFence = NoFence,
            Force = Force,
        };
        var progress = ProgressOf($"Failing {pair.Name} over");
        var result = await FailoverCoordinator.RunAsync(pair, options, progress, cancellationToken);
        if (result.Warning is { } warning)
        {
            PostWarning(warning);
        }

        await WriteObjectAsync(result, cancellationToken);
    }
}
