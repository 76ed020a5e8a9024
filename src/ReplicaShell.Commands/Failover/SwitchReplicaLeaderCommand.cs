using System.Management.Automation;
using ReplicaShell.Commands.Infrastructure;
using ReplicaShell.Failover.Switchover;

namespace ReplicaShell.Commands.Failover;

/// <summary>Hands the leader's role to a follower as planned: no acknowledged write is lost, and the old leader follows.</summary>
/// <remarks>
/// The leader is shut down in an orderly way, which sends all of its WAL. That the follower has it is verified before it is
/// promoted; else the old leader leads again (SwitchAborted). The other followers and the old leader follow the new one, and
/// the mode stays. A client goes on writing meanwhile: Downtime is the time in which it had no acknowledgement. A leader that
/// is gone cannot hand anything over: that is Invoke-ReplicaFailover.
/// </remarks>
/// <example>
/// Change the leader, and see for how long nobody could write
/// <code>(Switch-ReplicaLeader lab).Downtime</code>
/// </example>
/// <example>
/// To a follower of one's own choice
/// <code>Switch-ReplicaLeader lab -Candidate node3</code>
/// </example>
/// <example>
/// The phases, the longest first
/// <code>(Switch-ReplicaLeader lab).Phases | Sort-Object Duration -Descending</code>
/// </example>
[Cmdlet(VerbsCommon.Switch, "ReplicaLeader", SupportsShouldProcess = true)]
[OutputType(typeof(SwitchResult))]
public sealed class SwitchReplicaLeaderCommand : PairCmdlet
{
    /// <summary>The follower that is to lead; without it the one with the highest priority, of equals the one that is least behind.</summary>
    [Parameter(Position = 1)]
    [ArgumentCompleter(typeof(FollowerCompleter))]
    public string? Candidate { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        await using var pair = await Catalogue.OpenAsync(Pair, cancellationToken);
        if (!await ShouldProcessAsync($"pair {pair.Name}", "Change the leader"))
        {
            return;
        }

        var options = new SwitchOptions { Candidate = Candidate };
        var progress = ProgressOf($"Changing the leader of {pair.Name}");
        var result = await LeaderSwitch.RunAsync(pair, options, progress, cancellationToken);
        if (result.Warning is { } warning)
        {
            PostWarning(warning);
        }

        await WriteObjectAsync(result, cancellationToken);
    }
}
