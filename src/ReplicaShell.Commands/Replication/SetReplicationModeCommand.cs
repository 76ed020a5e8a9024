using System.Management.Automation;
using ReplicaShell.Commands.Infrastructure;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Commands.Replication;

/// <summary>Sets which followers a commit waits for.</summary>
/// <remarks>
/// It takes effect at once, without a restart. In Sync a follower that is gone makes every write wait; Async frees those
/// that wait already.
/// </remarks>
/// <example>
/// Wait for every follower
/// <code>Set-ReplicationMode lab -Mode Sync</code>
/// </example>
/// <example>
/// Wait until a write can be read on the followers
/// <code>Set-ReplicationMode lab -Mode Sync -Commit remote_apply</code>
/// </example>
[Cmdlet(VerbsCommon.Set, "ReplicationMode", SupportsShouldProcess = true)]
[OutputType(typeof(ReplicaPair))]
public sealed class SetReplicationModeCommand : PairActionCmdlet
{
    /// <summary>Async waits for none, Sync for all followers.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    public ReplicationMode Mode { get; set; }

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
    protected override Task ActAsync(Pair pair, CancellationToken cancellationToken) =>
        Modes.SetAsync(pair, Mode, Commit, cancellationToken);
}
