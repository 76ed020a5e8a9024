using ReplicaShell.Topology;

namespace ReplicaShell.Commands.Tests.Engine;

/// <summary>Tests that share a pair; in scripts it is $lab.</summary>
public abstract class LabTests(LabFixture lab) : ServerTests(lab.Engine)
{
    protected string Pair => lab.Pair;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await lab.MakeAsync();
        Engine.Run("$global:lab = $args[0]", Pair);
    }

    protected ReplicaNode Node(string node) => Engine.Get<ReplicaNode>("Get-ReplicaNode $lab $args[0]", node);

    protected ReplicaPair State() => Engine.Get<ReplicaPair>("Get-ReplicaPair $lab");
}
