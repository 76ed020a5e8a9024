using ReplicaShell.Core.Tests.Pairs;
using ReplicaShell.Core.Tests.Surroundings;
using ReplicaShell.Engines;
using ReplicaShell.Faults;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Core.Tests.Faults;

/// <summary>A fault is a scope that heals, even when the body throws.</summary>
public sealed class FaultScopeTests(PairLease lease) : IClassFixture<PairLease>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Kinds => ["crash", "suspension", "cut", "slow", "pause", "delay"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Every_fault_heals_when_the_body_throws(string kind)
    {
        await using var pair = await lease.GetAsync(new PairOptions());
        await Assert.ThrowsAsync<TimeZoneNotFoundException>(async () =>
        {
            await using var fault = await InjectAsync(pair, kind);
            Assert.Equal("node2", fault.Node);
            Assert.Contains("node2", fault.Description, StringComparison.Ordinal);
            throw new TimeZoneNotFoundException("The body throws.");
        });
        Assert.Equal(PairState.Ready, (await pair.ReadAsync()).State);
        await pair.ReplicatesAsync();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_fault_that_somebody_healed_already_heals_without_an_error(string kind)
    {
        await using var pair = await lease.GetAsync(new PairOptions());
        var fault = await InjectAsync(pair, kind);
        await PairLifecycle.StartAsync(pair, Token);
        await fault.HealAsync(Token);
        await fault.HealAsync(Token);
        await pair.ReplicatesAsync();
    }

    [Fact]
    public async Task A_fault_of_a_pair_that_is_gone_heals_without_an_error()
    {
        await TestPostgres.RequireAnyAsync();
        var catalogue = new PairCatalogue();
        var options = new PairOptions { Name = PairSteps.NewName() };
        await using var pair = await catalogue.CreateAsync(options, progress: null, Token);
        var faults = new List<Fault>();
        foreach (var kind in new[] { "cut", "pause", "crash" })
        {
            faults.Add(await InjectAsync(pair, kind));
        }

        await catalogue.RemoveAsync(pair.Name, Token);
        foreach (var fault in faults)
        {
            await fault.DisposeAsync();
        }

        Assert.Empty(Leftovers.Of(TestHome.Folder, pair.Name));
    }

    [Fact]
    public async Task Many_faults_heal_in_the_opposite_order()
    {
        await using var pair = await lease.GetAsync(new PairOptions());
        await using (var scope = new FaultScope())
        {
            scope.Add(await InjectAsync(pair, "slow"));
            scope.Add(await InjectAsync(pair, "cut"));
            scope.Add(await InjectAsync(pair, "pause"));
            scope.Add(await InjectAsync(pair, "suspension"));
            Assert.Equal("suspension of node2", scope.Faults.First().Description);
        }

        Assert.Equal(PairState.Ready, (await pair.ReadAsync()).State);
        Assert.Equal(NodeNetwork.Healthy, (await pair.Engine.NetworksAsync(pair.Definition, Token))!["node2"]);
        await pair.ReplicatesAsync();
    }

    [Fact]
    public async Task A_fault_that_cannot_be_healed_does_not_keep_the_others_from_it()
    {
        await using var pair = await lease.GetAsync(new PairOptions());
        var scope = new FaultScope();
        scope.Add(await InjectAsync(pair, "cut"));
        scope.Add(await InjectAsync(pair, "pause"));
        await NodeLifecycle.StopAsync(pair, "node2", Token);
        var error = await Assert.ThrowsAsync<AggregateException>(() => scope.HealAsync(Token));
        Assert.Single(error.InnerExceptions);
        Assert.Equal(NodeNetwork.Healthy, (await pair.Engine.NetworksAsync(pair.Definition, Token))!["node2"]);
        await NodeLifecycle.StartAsync(pair, "node2", Token);
        await pair.ReplicatesAsync();
    }

    private static Task<Fault> InjectAsync(Pair pair, string kind)
    {
        var node = pair.Node("node2");
        return kind switch
        {
            "crash" => CrashFault.InjectAsync(pair, node, CrashMethod.Kill, Token),
            "suspension" => SuspensionFault.InjectAsync(pair, node, Token),
            "cut" => NetworkFault.InjectAsync(pair, node, now => now with { Cut = NetworkCut.Reset }, Token),
            "slow" => NetworkFault.InjectAsync(pair, node, now => now with { Delay = Slow }, Token),
            "pause" => ReplayFault.PauseAsync(pair, node, Token),
            _ => ReplayFault.DelayAsync(pair, node, TimeSpan.FromHours(1), Token),
        };
    }

    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(5);
}
