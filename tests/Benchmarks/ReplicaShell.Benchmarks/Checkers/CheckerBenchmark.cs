using System.Diagnostics;
using ReplicaShell.Benchmarks.Measuring;
using ReplicaShell.Checkers;
using ReplicaShell.Core.Tests.Checkers;

namespace ReplicaShell.Benchmarks.Checkers;

/// <summary>How long it takes to judge a long history: what was lost, recovered and unknown, and which reads were stale.</summary>
internal static class CheckerBenchmark
{
    private const int Operations = 10_000_000;
    private const double Bound = 2;

    public static Task<IReadOnlyList<Figure>> RunAsync(int rounds)
    {
        var (history, present) = ManyOperations.Make(Operations, percentStale: 10);
        var (lost, stale) = (new Sample(), new Sample());
        for (var round = 0; round < rounds; round++)
        {
            var begin = Stopwatch.GetTimestamp();
            LostWritesChecker.Check(history, present);
            lost.Add(Stopwatch.GetElapsedTime(begin).TotalSeconds);
            begin = Stopwatch.GetTimestamp();
            StaleReadsChecker.Check(history);
            stale.Add(Stopwatch.GetElapsedTime(begin).TotalSeconds);
        }

        var both = lost.Median + stale.Median;
        return Task.FromResult<IReadOnlyList<Figure>>([
            new Figure(
                "a history of 10 million operations judged",
                Figure.Text($"{both:F2} s (lost {lost.Median:F2} s, stale {stale.Median:F2} s)"),
                string.Empty,
                Figure.Text($"at most {Bound:F0} s"),
                both <= Bound
            ),
        ]);
    }
}
