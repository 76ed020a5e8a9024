using System.Management.Automation;
using ReplicaShell.Commands.Infrastructure;

namespace ReplicaShell.Commands.Tests.TestCmdlets;

/// <summary>Runs the caller's script in the middle of asynchronous work, and heals after it whatever it does.</summary>
[Cmdlet(VerbsOther.Use, "TestScript")]
public sealed class UseTestScriptCommand : ReplicaCmdlet
{
    internal static bool IsHealed { get; set; }

    /// <summary>What to run.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public ScriptBlock Body { get; set; } = null!;

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        IsHealed = false;
        try
        {
            foreach (PSObject value in await OnPipelineAsync(() => Body.Invoke()))
            {
                await WriteObjectAsync(value, cancellationToken);
            }
        }
        finally
        {
            await Task.Yield();
            IsHealed = true;
        }
    }
}
