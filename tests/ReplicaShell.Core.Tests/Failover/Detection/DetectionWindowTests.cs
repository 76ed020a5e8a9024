using ReplicaShell.Failover.Detection;

namespace ReplicaShell.Core.Tests.Failover.Detection;

public sealed class DetectionWindowTests
{
    private readonly HandClock _clock = new();

    [Fact]
    public void A_leader_is_down_when_every_probe_has_failed_for_as_long_as_the_timeout()
    {
        var window = Window(3);
        var answers = Enumerable.Range(0, 4).Select(_ => Probe(window, ProbeOutcome.Refused, took: 0, pause: 1));
        Assert.Equal([false, false, false, true], answers);
        Assert.Equal((4, TimeSpan.FromSeconds(3)), (window.ConsecutiveFailures, window.FailingFor));
        Assert.Equal(DateTimeOffset.UnixEpoch, window.FailingSince);
    }

    [Fact]
    public void One_success_begins_the_count_anew()
    {
        var window = Window(3);
        Probe(window, ProbeOutcome.Gone, took: 0, pause: 2);
        Probe(window, ProbeOutcome.Healthy, took: 0, pause: 2);
        Assert.Equal((0, false, null), (window.ConsecutiveFailures, window.IsDown, window.FailingSince));
        Probe(window, ProbeOutcome.Gone, took: 0, pause: 2);
        Assert.False(Probe(window, ProbeOutcome.Gone, took: 0, pause: 2));
        Assert.Equal(TimeSpan.FromSeconds(1), window.Left);
        Assert.True(Probe(window, ProbeOutcome.Gone, took: 0, pause: 0));
        Assert.Equal(TimeSpan.Zero, window.Left);
    }

    [Fact]
    public void A_probe_counts_with_all_the_time_that_it_waited_for_a_frozen_server()
    {
        var window = Window(2);
        Assert.False(Probe(window, ProbeOutcome.Silent, took: 1, pause: 0));
        Assert.True(Probe(window, ProbeOutcome.Silent, took: 1, pause: 0));
        Assert.Equal(ProbeOutcome.Silent, window.Last?.Outcome);
    }

    [Fact]
    public void Without_a_timeout_the_first_failed_probe_is_enough()
    {
        var window = Window(0);
        Assert.False(window.IsDown);
        Assert.False(Probe(window, ProbeOutcome.Healthy, took: 0, pause: 0));
        Assert.True(Probe(window, ProbeOutcome.ReadOnly, took: 0, pause: 0));
    }

    private DetectionWindow Window(int seconds) => new(TimeSpan.FromSeconds(seconds), _clock);

    private bool Probe(DetectionWindow window, ProbeOutcome outcome, int took, int pause)
    {
        var at = _clock.GetUtcNow();
        _clock.Pass(TimeSpan.FromSeconds(took));
        var isDown = window.Add(new ProbeReading(at, TimeSpan.FromSeconds(took), outcome));
        _clock.Pass(TimeSpan.FromSeconds(pause));
        return isDown;
    }
}
