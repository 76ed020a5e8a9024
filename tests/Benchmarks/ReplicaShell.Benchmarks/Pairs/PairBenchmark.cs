using System.Globalization;
using ReplicaShell.Benchmarks.Measuring;

namespace ReplicaShell.Benchmarks.Pairs;

/// <summary>New-ReplicaPair against the floor in plain shell, in turn.</summary>
internal static class PairBenchmark
{
    private const double WarmBound = 0.4;
    private const double FirstBound = 0.8;

    // Two pairs in one process: the first pays for compiling what the module's ReadyToRun code leaves.
    private const string Warm = """
        foreach ($name in 'bench1', 'bench2') {
            $watch = [System.Diagnostics.Stopwatch]::StartNew()
            $null = New-ReplicaPair $name
            $watch.Elapsed.TotalSeconds.ToString([cultureinfo]::InvariantCulture)
            Remove-ReplicaPair $name -Force
        }
        """;

    public static async Task<IReadOnlyList<Figure>> RunAsync(int rounds)
    {
        var (floor, warm, repeated, first) = (new Sample(), new Sample(), new Sample(), new Sample());
        using var home = new ScratchHome();
        await Repository.EngineAsync(Warm, home.Folder);
        for (var round = 0; round < rounds; round++)
        {
            floor.Add((await Repository.FloorAsync())["pair-total"]);
            var seconds = Seconds(await Repository.EngineAsync(Warm, home.Folder));
            warm.Add(seconds[0]);
            repeated.Add(seconds[1]);
            using var fresh = new ScratchHome();
            first.Add(Seconds(await Repository.EngineAsync(Warm, fresh.Folder))[0]);
        }

        return
        [
            Row("New-ReplicaPair, the first of a shell", warm, floor, WarmBound),
            Row("New-ReplicaPair, another in the same shell", repeated, floor, WarmBound),
            Row("New-ReplicaPair, the very first on a machine", first, floor, FirstBound),
        ];
    }

    private static Figure Row(string what, Sample ours, Sample floor, double bound)
    {
        var ratio = ours.Median / floor.Median;
        return new Figure(
            what,
            Figure.Text($"{ours.Median:F2} s ({ours.Best:F2} to {ours.Worst:F2}), **{ratio:F2}** of the floor"),
            Figure.Text($"plain shell, {floor.Median:F2} s ({floor.Best:F2} to {floor.Worst:F2})"),
            Figure.Text($"at most {bound:F1}"),
            ratio <= bound
        );
    }

    private static double[] Seconds(string output) =>
        [
            .. output
                .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(line => double.Parse(line, CultureInfo.InvariantCulture)),
        ];
}
