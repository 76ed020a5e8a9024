using ReplicaShell.Core.Tests.Pairs;
using ReplicaShell.Engines;
using ReplicaShell.Failover.Detection;
using ReplicaShell.Faults;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Core.Tests.Failover.Detection;

/// <summary>What a probe says of leaders in different states, on real servers.</summary>
public sealed class LeaderProbeTests(PairLease lease) : IClassFixture<PairLease>
{
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(500);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_frozen_leader_takes_the_connection_and_is_found_by_the_answer_that_does_not_come()
    {
        await using var pair = await lease.GetAsync(new PairOptions());
        Assert.True((await AskAsync(pair, TimeSpan.FromSeconds(20))).IsHealthy);
        await NodeLifecycle.SuspendAsync(pair, "node1", Token);
        var reading = await AskAsync(pair, Limit);
        Assert.Equal(ProbeOutcome.Silent, reading.Outcome);
        // A timer may be a tick of the clock early.
        Assert.True(reading.Took >= Limit * 0.95, $"{reading}");
        Assert.Contains("did not answer for", reading.Finding, StringComparison.Ordinal);
        await NodeLifecycle.ResumeAsync(pair, "node1", Token);
        Assert.True((await AskAsync(pair, TimeSpan.FromSeconds(20))).IsHealthy);
    }

    [Fact]
    public async Task A_dead_leader_is_gone_and_one_that_is_cut_off_is_no_leader()
    {
        await using var pair = await lease.GetAsync(new PairOptions());
        var cut = await NetworkFault.InjectAsync(pair, pair.Leader, now => now with { Cut = NetworkCut.Silent }, Token);
        Assert.Equal(ProbeOutcome.CutOff, (await AskAsync(pair, Limit)).Outcome);
        await cut.DisposeAsync();
        await CrashFault.InjectAsync(pair, pair.Leader, CrashMethod.Kill, Token);
        Assert.Equal(ProbeOutcome.Gone, (await AskAsync(pair, Limit)).Outcome);
    }

    private static Task<ProbeReading> AskAsync(Pair pair, TimeSpan limit) =>
        LeaderProbe.AskAsync(pair, limit, TimeProvider.System, Token);
}
