using ReplicaShell.Commands.Tests.Engine;
using ReplicaShell.Topology;

namespace ReplicaShell.Commands.Tests.Pairs;

public sealed class RemoveReplicaPairTests(LabFixture lab) : LabTests(lab), IClassFixture<LabFixture>
{
    [Theory]
    [InlineData("Remove-ReplicaPair $lab")]
    [InlineData("Get-ReplicaPair $lab | Remove-ReplicaPair")]
    public void Without_Force_it_asks_and_nothing_goes_while_nobody_answers(string script)
    {
        Engine.Fail(script);

        Assert.Equal(PairState.Ready, State().State);
    }

    [Fact]
    public void With_WhatIf_nothing_goes()
    {
        Engine.Run("Remove-ReplicaPair $lab -Force -WhatIf");

        Assert.Equal(PairState.Ready, State().State);
    }
}
