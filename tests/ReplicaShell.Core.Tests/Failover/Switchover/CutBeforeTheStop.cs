using ReplicaShell.Engines;
using ReplicaShell.Faults;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Core.Tests.Failover.Switchover;

/// <summary>Cuts the follower off at the moment at which the switch begins to stop the leader.</summary>
/// <param name="pair">The pair, whose lock the switch holds meanwhile.</param>
internal sealed class CutBeforeTheStop(Pair pair) : IProgress<ProgressReport>
{
    private Fault? _fault;

    public void Report(ProgressReport value)
    {
        if (value.Step.StartsWith("Stopping", StringComparison.Ordinal))
        {
            // The switch is to go on only when the network is cut.
            _fault = NetworkFault
                .InjectLockedAsync(
                    pair,
                    pair.Followers.First(),
                    network => network with { Cut = NetworkCut.Silent },
                    TestContext.Current.CancellationToken
                )
                .GetAwaiter()
                .GetResult();
        }
    }

    public async Task HealAsync() => await _fault!.DisposeAsync();
}
