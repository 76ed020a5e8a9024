using System.Management.Automation;
using System.Reflection;

namespace ReplicaShell.Commands.Tests.TestCmdlets;

/// <summary>Does what <c>Select-Object -First</c> does, which the engine alone lacks.</summary>
[Cmdlet(VerbsLifecycle.Stop, "TestUpstream")]
public sealed class StopTestUpstreamCommand : PSCmdlet
{
    private int _seen;

    /// <summary>How many objects to let through.</summary>
    [Parameter(Mandatory = true)]
    public int First { get; set; }

    /// <summary>What comes.</summary>
    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        WriteObject(InputObject);
        if (++_seen == First)
        {
            Type stop = typeof(PSCmdlet).Assembly.GetType(
                "System.Management.Automation.StopUpstreamCommandsException"
            )!;
            throw (Exception)
                Activator.CreateInstance(
                    stop,
                    BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic,
                    null,
                    [this],
                    null
                )!;
        }
    }
}
