using ReplicaShell.Replication;

namespace ReplicaShell.Core.Tests.Replication;

/// <summary>
/// The leader is read before its followers. Where its answer is on the way for long, a follower has passed it meanwhile.
/// </summary>
public sealed class ClampedLagTests(RawPairFixture fixture) : IClassFixture<RawPairFixture>
{
    private const int OldestVersion = 15;

    [Fact]
    public async Task A_follower_that_has_passed_the_leaders_word_has_no_negative_lag_and_says_so()
    {
        var pair = await fixture.GetAsync(OldestVersion);
        await using var slowAnswers = new TestRelay(pair.Node1.Port);
        await using var sampler = new LagSampler(new LeaderBehind(slowAnswers, pair));
        await using var load = new LeaderLoad(pair.Node1);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        var holding = HoldAsync(slowAnswers, load, limit.Token);
        var samples = new List<ReplicationLag>();

        var options = new LagOptions { Interval = TimeSpan.FromMilliseconds(5) };
        await foreach (var sample in sampler.SampleAsync(options, limit.Token))
        {
            samples.Add(sample);
            if (sample.Clamped)
            {
                break;
            }
        }

        await limit.CancelAsync();
        await Task.WhenAny(holding);
        var clamped = samples[^1];
        Assert.True(clamped.ReplayedLsn > clamped.LeaderLsn, $"{clamped}");
        Assert.Equal(0, clamped.LagBytes);
        Assert.All(
            samples.SkipLast(1).Where(sample => sample.LagBytes is not null),
            sample => Assert.Equal(sample.LeaderLsn - sample.ReplayedLsn, sample.LagBytes)
        );
    }

    /// <summary>Holds answers back until something was written meanwhile, again and again.</summary>
    private static async Task HoldAsync(TestRelay relay, LeaderLoad load, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            relay.Cut();
            await load.AwaitWritesAsync(5).WaitAsync(cancellationToken);
            relay.Heal();
            await load.AwaitWritesAsync(1).WaitAsync(cancellationToken);
        }
    }

    private sealed class LeaderBehind(TestRelay relay, RawPair pair) : ISampleSource
    {
        public async Task<SampledPair> ResolveAsync(CancellationToken cancellationToken)
        {
            var sampled = await pair.ResolveAsync(cancellationToken);
            var way = sampled.Leader!.ConnectionString.Replace(
                $"Port={pair.Node1.Port}",
                $"Port={relay.Port}",
                StringComparison.OrdinalIgnoreCase
            );
            return sampled with { Leader = sampled.Leader with { ConnectionString = way } };
        }

        public Task<bool> IsRunningAsync(string node, CancellationToken cancellationToken) =>
            pair.IsRunningAsync(node, cancellationToken);
    }
}
