using ReplicaShell.Engines;

namespace ReplicaShell.Core.Tests.Engines;

/// <summary>The rehearsal of a connection: it must go through to its end, or it prepares nothing.</summary>
public sealed class ConnectionRehearsalTests
{
    [Fact]
    public async Task It_connects_and_runs_a_statement() =>
        Assert.True(await ConnectionRehearsal.RunAsync(TestContext.Current.CancellationToken));

    [Fact]
    public async Task Cancelled_it_fails_in_silence() =>
        Assert.False(await ConnectionRehearsal.RunAsync(new CancellationToken(canceled: true)));
}
