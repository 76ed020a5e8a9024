using System.Diagnostics;
using System.Globalization;
using Npgsql;
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

    /// <summary>Measures, prints, and returns 0 when both figures are within their bounds.</summary>
    public static async Task<int> RunAsync(string leader, string follower, string[] rest)
    {
        var seconds = rest is [var text] ? int.Parse(text, CultureInfo.InvariantCulture) : 10;
        var pair = new SampledPair("lab", new SampledNode("node1", leader), [new SampledNode("node2", follower)]);
        await using var sampler = new LagSampler(new FixedSource(pair));
        await SampleAsync(sampler, TimeSpan.Zero, TimeSpan.FromSeconds(2));

        var (fastest, fastTime, _) = await MeasureAsync(sampler, pair, TimeSpan.Zero, seconds);
        var rate = fastest / fastTime.TotalSeconds;
        Print($"as fast as possible: {rate:F0} samples/s (at least {LeastRate:F0})");

        var (count, time, cpu) = await MeasureAsync(sampler, pair, TimeSpan.FromMilliseconds(10), seconds);
        var share = cpu.Total / time;
        Print(
            $"at 100 a second: {count / time.TotalSeconds:F1} samples/s, {share:P1} of one core (at most {GreatestShare:P0}):"
        );
        Print($"  sampler {cpu.Sampler / time:P1}, server backends {cpu.Backends / time:P1}");
        return rate >= LeastRate && share <= GreatestShare ? 0 : 1;
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

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
