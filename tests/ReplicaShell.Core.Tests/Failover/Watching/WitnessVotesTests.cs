using ReplicaShell.Core.Tests.Failover.Detection;
using ReplicaShell.Failover.Detection;
using ReplicaShell.Failover.Watching;

namespace ReplicaShell.Core.Tests.Failover.Watching;

/// <summary>Who decides that a leader is gone: more than half of those who watch.</summary>
public class WitnessVotesTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);
    private readonly HandClock _clock = new();

    [Theory]
    [InlineData(1, 0, false, false)]
    [InlineData(1, 1, true, false)]
    [InlineData(2, 1, false, true)] // two cannot outvote each other: one that is cut off, or dead, blocks the failover
    [InlineData(2, 2, true, false)]
    [InlineData(3, 1, false, true)]
    [InlineData(3, 2, true, false)]
    [InlineData(3, 3, true, false)]
    public void More_than_half_decide(int witnesses, int blind, bool decided, bool outvoted)
    {
        var options = new FailoverWatchOptions { DetectionTimeout = Timeout, Witnesses = witnesses };
        var panel = Enumerable.Range(1, witnesses).Select(number => Make(number, options)).ToList();
        panel.ForEach(one => Probe(one, isHealthy: panel.IndexOf(one) >= blind));
        _clock.Pass(Timeout);
        panel.ForEach(one => Probe(one, isHealthy: panel.IndexOf(one) >= blind));

        var votes = WitnessVotes.Count(panel, options.Majority);

        Assert.Equal((decided, outvoted), (votes.IsDecided, votes.IsOutvoted));
        Assert.Equal(blind, votes.Down.Count);
    }

    [Fact]
    public void A_witness_that_sees_the_leader_again_before_the_time_out_does_not_vote_and_counts_it()
    {
        var options = new FailoverWatchOptions { DetectionTimeout = Timeout };
        var witness = Make(1, options);
        Probe(witness, isHealthy: false);
        _clock.Pass(Timeout - TimeSpan.FromMilliseconds(1));
        Probe(witness, isHealthy: false);
        Assert.False(witness.Vote.IsDown);

        Probe(witness, isHealthy: true);
        _clock.Pass(Timeout);
        Probe(witness, isHealthy: false);

        Assert.False(witness.Vote.IsDown);
        Assert.Equal(1, witness.SpuriousFailures);
    }

    [Fact]
    public void A_witness_that_is_turned_to_another_leader_begins_anew()
    {
        var witness = Make(1, new FailoverWatchOptions { DetectionTimeout = TimeSpan.Zero });
        Probe(witness, isHealthy: false);
        Assert.True(witness.Vote.IsDown);

        witness.Reset();

        Assert.Equal((false, TimeSpan.Zero), witness.Vote);
    }

    private Witness Make(int number, FailoverWatchOptions options) =>
        new($"witness{number}", _ => throw new InvalidOperationException("Nobody asks here."), options, _clock);

    private void Probe(Witness witness, bool isHealthy) =>
        witness.Take(
            new ProbeReading(_clock.GetUtcNow(), TimeSpan.Zero, isHealthy ? ProbeOutcome.Healthy : ProbeOutcome.Refused)
        );
}
