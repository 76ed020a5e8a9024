using System.Management.Automation;
using ReplicaShell.Commands.Infrastructure;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Commands.Replication;

/// <summary>Sets which followers a commit waits for: none, any one, any number of them, or all.</summary>
/// <remarks>
/// It takes effect at once, without a restart, and is verified on the server. A follower that is gone makes every write wait
/// in Sync, in SemiSync only when it was the last; a warning says so. Async frees the writers that wait, as does a mode
/// that needs no more followers than answer. With one follower SemiSync is Sync.
/// </remarks>
/// <example>
/// Wait for every follower
/// <code>Set-ReplicationMode lab -Mode Sync</code>
/// </example>
/// <example>
/// Wait for any two of the followers
/// <code>Set-ReplicationMode lab -Mode Quorum -Quorum 2</code>
/// </example>
/// <example>
/// See for whom commits wait
/// <code>Get-ReplicaNode lab | Select-Object Node, SyncState</code>
/// </example>
/// <example>
/// Wait until a write can be read on the followers
/// <code>Set-ReplicationMode lab -Mode Sync -Commit remote_apply</code>
/// </example>
[Cmdlet(VerbsCommon.Set, "ReplicationMode", SupportsShouldProcess = true)]
[OutputType(typeof(ReplicaPair))]
public sealed class SetReplicationModeCommand : PairActionCmdlet
{
    /// <summary>Async waits for no follower, SemiSync for any one, Sync for all, Quorum for any -Quorum of them.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    public ReplicationMode Mode { get; set; }

    /// <summary>For how many followers in mode Quorum; without it for so many that a majority of the nodes has each write.</summary>
    [Parameter]
    public int? Quorum { get; set; }

    /// <summary>How far a follower must have got: on (on its disk), remote_write (with its operating system), remote_apply (readable).</summary>
    [Parameter]
    [CommitLevelName]
    public CommitLevel Commit { get; set; }

    /// <summary>Does not ask where somebody else runs the servers (Connect-ReplicaPair).</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override string Action => $"Set the mode {Mode}";

    /// <inheritdoc/>
    protected override Task<bool> ShouldActAsync(Pair pair, string target) =>
        ShouldChangeAsync(pair, target, Action, Force);

    /// <inheritdoc/>
    protected override async Task ActAsync(Pair pair, CancellationToken cancellationToken)
    {
        foreach (var warning in await Modes.SetAsync(pair, Mode, Quorum, Commit, cancellationToken))
        {
            PostWarning(warning);
        }
    }
}
