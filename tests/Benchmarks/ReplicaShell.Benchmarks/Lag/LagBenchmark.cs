using System.Diagnostics;
using Npgsql;
using ReplicaShell.Benchmarks.Measuring;
using ReplicaShell.Replication;

namespace ReplicaShell.Benchmarks.Lag;

/// <summary>
/// What sampling costs: how many samples of one follower a second are possible, and how much of one core 100 a second
/// take, sampler and server backends together; in turn with the same question asked through plain Npgsql.
/// </summary>
internal static class LagBenchmark
{
    private const double LeastRate = 4000;
    private const double GreatestShare = 0.08;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(10);

    /// <summary>Measures on a pair of its own.</summary>
    public static async Task<IReadOnlyList<Figure>> RunAsync(int rounds, int seconds)
    {
        await using var scratch = await ScratchPair.CreateAsync();
        var source = new PairSampleSource(scratch.Pair);
        var pair = await source.ResolveAsync(CancellationToken.None);
        await using var sampler = new LagSampler(source);
        await using var plain = await PlainSampler.OpenAsync(pair);
        var time = TimeSpan.FromSeconds(seconds);

        // Both ways at both paces, so that nothing of them is compiled while they are measured.
        await SampleAsync(sampler, TimeSpan.Zero, time);
        await SampleAsync(sampler, Pace, time);
        await plain.SampleAsync(TimeSpan.Zero, time);
        await plain.SampleAsync(Pace, time);

        var (rates, plainRates) = (new Sample(), new Sample());
        var (shares, plainShares) = (new List<CpuShare>(), new List<CpuShare>());
        for (var round = 0; round < rounds; round++)
        {
            rates.Add(await SampleAsync(sampler, TimeSpan.Zero, time) / time.TotalSeconds);
            plainRates.Add(await plain.SampleAsync(TimeSpan.Zero, time) / time.TotalSeconds);
            shares.Add(await MeasureAsync(pair, SessionsOfSampler, () => SampleAsync(sampler, Pace, time)));
            plainShares.Add(await MeasureAsync(pair, PlainSampler.Name, () => plain.SampleAsync(Pace, time)));
        }

        var (share, plainShare) = (Median(shares), Median(plainShares));
        return
        [
            new Figure(
                "samples of lag a second, one follower",
                Figure.Text($"{rates.Median:F0}, least {rates.Best:F0}"),
                Figure.Text($"plain Npgsql {plainRates.Median:F0}: {rates.Median / plainRates.Median:F1} times"),
                Figure.Text($"at least {LeastRate:F0}"),
                rates.Median >= LeastRate
            ),
            new Figure(
                Figure.Text($"share of one core at {share.Rate:F0} samples a second"),
                share.ToString(),
                Figure.Text($"plain Npgsql {plainShare}: {share.Total / plainShare.Total:F2}"),
                Figure.Text($"at most {100 * GreatestShare:F0}%"),
                share.Total <= GreatestShare
            ),
        ];
    }

    private const string SessionsOfSampler = "replicashell-lag";

    private static CpuShare Median(List<CpuShare> shares) =>
        shares.OrderBy(share => share.Total).ElementAt(shares.Count / 2);

    private static async Task<CpuShare> MeasureAsync(SampledPair pair, string sessions, Func<Task<int>> sample)
    {
        var backends = await BackendsAsync(pair, sessions);
        var before = CpuTime.Read(backends);
        var begin = Stopwatch.GetTimestamp();
        var count = await sample();
        var time = Stopwatch.GetElapsedTime(begin);
        var cpu = CpuTime.Read(backends) - before;
        return new CpuShare(cpu.Sampler / time, cpu.Backends / time, count / time.TotalSeconds);
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

    private static async Task<List<int>> BackendsAsync(SampledPair pair, string sessions)
    {
        var backends = new List<int>();
        foreach (var node in new[] { pair.Leader!, pair.Followers[0] })
        {
            await using var source = NpgsqlDataSource.Create(node.ConnectionString + ";Pooling=false");
            await using var command = source.CreateCommand(
                "select pid from pg_stat_activity where application_name = $1"
            );
            command.Parameters.AddWithValue(sessions);
            await using var row = await command.ExecuteReaderAsync();
            while (await row.ReadAsync())
            {
                backends.Add(row.GetInt32(0));
            }
        }

        return backends;
    }
}
