using System.Management.Automation;
using ReplicaShell.Commands.Infrastructure;
using ReplicaShell.Faults;

namespace ReplicaShell.Commands.Faults;

/// <summary>Runs a block and heals every fault that was injected in it, even when it throws or is stopped.</summary>
/// <remarks>
/// Faults heal in the reverse order of their making. A node that crashed is started again, unless a failover has fenced it
/// meanwhile. Blocks can be nested: a fault belongs to the innermost.
/// </remarks>
/// <example>
/// Watch the lag while the follower is cut off
/// <code>Use-ReplicaFault { Disconnect-ReplicaNode lab node2 -Silent; Get-ReplicationLag lab -Count 20 -Interval 0.1 }</code>
/// </example>
[Cmdlet(VerbsOther.Use, "ReplicaFault")]
[OutputType(typeof(object))]
public sealed class UseReplicaFaultCommand : PSCmdlet
{
    private const string Wrapper = "param($body) & $body";

    /// <summary>What to run. Its output comes as it is made.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public ScriptBlock ScriptBlock { get; set; } = null!;

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var scope = new FaultScope();
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
        }
        finally
        {
            FaultScopes.Leave();
            Heal(scope);
        }
    }

    private void Heal(FaultScope scope)
    {
        try
        {
            // Not to be stopped: a fault that stays would be worse than a moment of waiting.
            scope.HealAsync(CancellationToken.None).GetAwaiter().GetResult();
        }
        catch (AggregateException failures)
        {
            foreach (var failure in failures.InnerExceptions)
            {
                WriteError(ErrorRecords.From(failure));
            }
        }
    }
}
