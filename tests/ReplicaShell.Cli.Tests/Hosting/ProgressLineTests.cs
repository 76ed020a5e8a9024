using System.Management.Automation;
using ReplicaShell.Cli.Hosting;

namespace ReplicaShell.Cli.Tests.Hosting;

public sealed class ProgressLineTests : IDisposable
{
    private readonly StringWriter screen = new();
    private readonly ManualClock clock = new();
    private readonly ProgressLine line;

    public ProgressLineTests() => line = new ProgressLine(screen, () => 20, clock);

    public void Dispose() => screen.Dispose();

    [Fact]
    public void It_is_drawn_at_most_five_times_a_second()
    {
        for (var percent = 0; percent < 100; percent++)
        {
            line.Show(Record(percent));
            clock.Advance(TimeSpan.FromMilliseconds(10));
        }

        Assert.Equal(5, screen.ToString().Split("\e[2K").Length - 1);
    }

    [Fact]
    public void It_is_erased_when_it_is_completed()
    {
        line.Show(Record(0));
        line.Show(new ProgressRecord(1, "a", "b") { RecordType = ProgressRecordType.Completed });

        Assert.EndsWith("\r\e[2K", screen.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void It_never_fills_the_terminals_last_column()
    {
        var record = new ProgressRecord(1, new string('a', 30), "b");

        Assert.Equal(19, ProgressLine.Describe(record, 19).Length);
    }

    [Fact]
    public void It_tells_how_far_it_is_and_how_recordit_takes()
    {
        var record = new ProgressRecord(1, "Copying", "node2") { PercentComplete = 40, SecondsRemaining = 3 };

        Assert.Equal("Copying: node2 40% (3 s left)", ProgressLine.Describe(record, 80));
    }

    private static ProgressRecord Record(int percent) => new(1, "a", "b") { PercentComplete = percent };

    private sealed class ManualClock : TimeProvider
    {
        private long ticks = 1;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => ticks;

        public void Advance(TimeSpan time) => ticks += time.Ticks;
    }
}
