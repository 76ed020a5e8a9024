using System.Management.Automation;
using ReplicaShell.Commands.Infrastructure;
using ReplicaShell.Faults;

namespace ReplicaShell.Commands.Faults;

/// <summary>Runs a block and heals every fault that was injected in it, even when it throws or is stopped.</summary>
/// <remarks>
/// Faults heal in the reverse order of their making. A node that crashed is started again, unless a failover has fenced it
/// meanwhile. Blocks can be nested: a fault belongs to the innermost. Variables set in the block are there after it.
/// </remarks>
/// <example>
/// Watch the lag while the follower is cut off
/// <code>Use-ReplicaFault { Disconnect-ReplicaNode lab node2 -Silent; Get-ReplicationLag lab -Count 20 -Interval 0.1 }</code>
/// </example>
[Cmdlet(VerbsOther.Use, "ReplicaFault")]
[OutputType(typeof(object))]
public sealed class UseReplicaFaultCommand : ReplicaCmdlet
{
    // Dotted, as ForEach-Object does it: a variable that is set in the block is there after it.
    private const string Wrapper = "param($body) . $body";

    /// <summary>What to run. Its output comes as it is made.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public ScriptBlock ScriptBlock { get; set; } = null!;

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var scope = new FaultScope();
        try
        {
            await OnPipelineAsync(() => RunBody(scope));
        }
        finally
        {
            await HealAsync(scope);
        }
    }

    private bool RunBody(FaultScope scope)
    {
        FaultScopes.Enter(scope);
        try
        {
            // A steppable pipeline writes to this cmdlet's own output as the block goes; InvokeScript would hoard it.
            using var body = ScriptBlock
                .Create(Wrapper)
                .GetSteppablePipeline(MyInvocation.CommandOrigin, [ScriptBlock]);
            body.Begin(this);
            body.Process();
            body.End();
            return true;
        }
        finally
        {
            FaultScopes.Leave();
        }
    }

    /// <summary>Not to be stopped: a fault that stays would be worse than a moment of waiting.</summary>
    private async Task HealAsync(FaultScope scope)
    {
        foreach (var fault in scope.Faults.Take(1))
        {
            PostProgress("Healing", $"Healing the {fault.Description}");
        }

        try
        {
            await scope.HealAsync(CancellationToken.None);
        }
        catch (AggregateException failures)
        {
            foreach (var failure in failures.InnerExceptions)
            {
                await WriteErrorAsync(failure, CancellationToken.None);
            }
        }
    }
}
