using System.Globalization;
using ReplicaShell.Benchmarks.Lag;
using ReplicaShell.Benchmarks.Measuring;

namespace ReplicaShell.Benchmarks.Pairs;

/// <summary>What the link of an idle pair costs.</summary>
internal static class LinkBenchmark
{
    // The server's own messages, one a second each way, pass through the link: a tick now and then is theirs.
    private const double Bound = 0.002;

    public static async Task<IReadOnlyList<Figure>> RunAsync(int seconds)
    {
        await using var scratch = await ScratchPair.CreateAsync();
        var text = await File.ReadAllTextAsync(Path.Combine(scratch.Folder, "link.pid"));
        var link = int.Parse(text.Split(' ')[0], CultureInfo.InvariantCulture);
        var before = CpuTime.Read([link]);
        await Task.Delay(TimeSpan.FromSeconds(seconds));
        var used = CpuTime.Read([link]).Backends - before.Backends;
        var share = used / TimeSpan.FromSeconds(seconds);
        return
        [
            new Figure(
                Figure.Text($"CPU time of an idle pair's link in {seconds} s"),
                Figure.Text($"{used.TotalMilliseconds:F0} ms"),
                string.Empty,
                "not measurable (0.2% of one core)",
                share <= Bound
            ),
        ];
    }
}
