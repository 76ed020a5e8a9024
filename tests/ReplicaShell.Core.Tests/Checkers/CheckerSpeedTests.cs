using System.Diagnostics;
using ReplicaShell.Checkers;

namespace ReplicaShell.Core.Tests.Checkers;

/// <summary>The checkers stay linear. How fast they are exactly is the business of the benchmark <c>checkers</c>.</summary>
public class CheckerSpeedTests
{
    private const int Operations = 10_000_000;

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(100)]
    public void Ten_million_operations_are_judged_in_seconds(int percentStale)
    {
        var (history, present) = ManyOperations.Make(Operations, percentStale);

        var (clock, memory) = (Stopwatch.StartNew(), GC.GetAllocatedBytesForCurrentThread());
        var lost = LostWritesChecker.Check(history, present, "node2");
        var stale = StaleReadsChecker.Check(history);
        memory = GC.GetAllocatedBytesForCurrentThread() - memory;
        TestContext.Current.TestOutputHelper?.WriteLine($"checked in {clock.ElapsedMilliseconds} ms, {memory} bytes");

        Assert.Equal(Operations / 2, lost.Attempted);
        Assert.Equal(present.Count, lost.Acknowledged - lost.Lost);
        Assert.Equal((long)Operations / 2 * percentStale / 100, stale.Stale);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"took {clock.Elapsed}");
        // Some arrays of a few bytes for each operation, never an object for each.
        Assert.InRange(memory / (double)Operations, 0, 32);
    }
}
