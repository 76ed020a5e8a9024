using ReplicaShell.Engines.Rehearsal;

namespace ReplicaShell.Core.Tests.Engines;

/// <summary>The rehearsal of a connection: it must go through to its end, or it prepares nothing.</summary>
public sealed class ConnectionRehearsalTests
{
    [Fact]
    public async Task It_proves_its_password_twice_and_hears_values_and_a_row() =>
        Assert.True(await ConnectionRehearsal.RunAsync(TestContext.Current.CancellationToken));

    [Fact]
    public async Task Cancelled_it_fails_in_silence() =>
        Assert.False(await ConnectionRehearsal.RunAsync(new CancellationToken(canceled: true)));
}
