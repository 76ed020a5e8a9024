using System.Diagnostics;
using Npgsql;
using ReplicaShell.Benchmarks.Measuring;
using ReplicaShell.Replication;

namespace ReplicaShell.Benchmarks.Lag;

/// <summary>
/// What sampling costs: how many samples of one follower a second are possible, and how much of one core 100 a second
/// take, sampler and server backends together.
/// </summary>
internal static class LagBenchmark
{
    private const double LeastRate = 4000;
    private const double GreatestShare = 0.08;

    /// <summary>Measures on a pair of its own.</summary>
    public static async Task<IReadOnlyList<Figure>> RunAsync(int seconds)
    {
        await using var scratch = await ScratchPair.CreateAsync();
        var source = new PairSampleSource(scratch.Pair);
        var pair = await source.ResolveAsync(CancellationToken.None);
        await using var sampler = new LagSampler(source);
        await SampleAsync(sampler, TimeSpan.Zero, TimeSpan.FromSeconds(2));

        var (fastest, fastTime, _) = await MeasureAsync(sampler, pair, TimeSpan.Zero, seconds);
        var rate = fastest / fastTime.TotalSeconds;
        var (count, time, cpu) = await MeasureAsync(sampler, pair, TimeSpan.FromMilliseconds(10), seconds);
        var share = cpu.Total / time;
        return
        [
            new Figure(
                "samples of lag a second, one follower",
                Figure.Text($"{rate:F0}"),
                string.Empty,
                Figure.Text($"at least {LeastRate:F0}"),
                rate >= LeastRate
            ),
            new Figure(
                Figure.Text($"share of one core at {count / time.TotalSeconds:F0} samples a second"),
                Figure.Text(
                    $"{100 * share:F1}% (sampler {100 * (cpu.Sampler / time):F1}%, servers {100 * (cpu.Backends / time):F1}%)"
                ),
                string.Empty,
                Figure.Text($"at most {100 * GreatestShare:F0}%"),
                share <= GreatestShare
            ),
        ];
    }

    private static async Task<(int Count, TimeSpan Time, CpuTime Cpu)> MeasureAsync(
        LagSampler sampler,
        SampledPair pair,
        TimeSpan interval,
        int seconds
    )
    {
        var backends = await BackendsAsync(pair);
        var before = CpuTime.Read(backends);
        var begin = Stopwatch.GetTimestamp();
        var count = await SampleAsync(sampler, interval, TimeSpan.FromSeconds(seconds));
        var time = Stopwatch.GetElapsedTime(begin);
        return (count, time, CpuTime.Read(backends) - before);
    }

    private static async Task<int> SampleAsync(LagSampler sampler, TimeSpan interval, TimeSpan time)
    {
        var begin = Stopwatch.GetTimestamp();
        var count = 0;
        await foreach (var _ in sampler.SampleAsync(new LagOptions { Interval = interval }, CancellationToken.None))
        {
            count++;
            if (Stopwatch.GetElapsedTime(begin) >= time)
            {
                break;
            }
        }

        return count;
    }

    private static async Task<List<int>> BackendsAsync(SampledPair pair)
    {
        var backends = new List<int>();
        foreach (var node in new[] { pair.Leader!, pair.Followers[0] })
        {
            await using var source = NpgsqlDataSource.Create(node.ConnectionString + ";Pooling=false");
            await using var command = source.CreateCommand(
                "select pid from pg_stat_activity where application_name = 'replicashell-lag'"
            );
            await using var row = await command.ExecuteReaderAsync();
            while (await row.ReadAsync())
            {
                backends.Add(row.GetInt32(0));
            }
        }

        return backends;
    }
}
