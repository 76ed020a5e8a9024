using System.Globalization;
using ReplicaShell.Benchmarks.Measuring;

namespace ReplicaShell.Benchmarks.Pairs;

/// <summary>New-ReplicaPair against the floor in plain shell, in turn.</summary>
internal static class PairBenchmark
{
    private const double WarmBound = 0.4;
    private const double FirstBound = 0.8;

    // Two pairs in one process: the first pays for compiling what the module's ReadyToRun code leaves.
    private const string Make = """
        foreach ($name in 'NAMEa', 'NAMEb') {
            $watch = [System.Diagnostics.Stopwatch]::StartNew()
            $null = New-ReplicaPair $name
            $watch.Elapsed.TotalSeconds.ToString([cultureinfo]::InvariantCulture)
            $null = Stop-ReplicaPair $name
        }
        """;

    /// <summary>
    /// Nothing is removed before the last figure was taken, neither ours nor the floor's: for minutes, ext4 without a journal
    /// looks at every inode that was freed before it takes another, so each round would pay for the removals before it. And
    /// whatever was written waits on disk before the next begins: the floor flushes nothing, while the start of a follower
    /// flushes its file system, so ours would flush the floor's files, too.
    /// </summary>
    public static async Task<IReadOnlyList<Figure>> RunAsync(int rounds)
    {
        var (floor, warm, repeated, first) = (new Sample(), new Sample(), new Sample(), new Sample());
        using var floors = new ScratchHome();
        var homes = new List<ScratchHome> { new() };
        try
        {
            await MakeAsync("warmup", homes[0]);
            for (var round = 0; round < rounds; round++)
            {
                await Repository.FlushAsync();
                floor.Add((await Repository.FloorAsync(floors))["pair-total"]);
                var seconds = await MakeAsync($"bench{round}", homes[0]);
                warm.Add(seconds[0]);
                repeated.Add(seconds[1]);
                homes.Add(new ScratchHome());
                first.Add((await MakeAsync("bench", homes[^1]))[0]);
            }
        }
        finally
        {
            foreach (var home in homes)
            {
                await Repository.EngineAsync("Get-ReplicaPair | Remove-ReplicaPair -Force", home.Folder);
                home.Dispose();
            }
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

    private static async Task<double[]> MakeAsync(string name, ScratchHome home)
    {
        await Repository.FlushAsync();
        var output = await Repository.EngineAsync(Make.Replace("NAME", name, StringComparison.Ordinal), home.Folder);
        await home.RestAsync();
        return
        [
            .. output
                .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(line => double.Parse(line, CultureInfo.InvariantCulture)),
        ];
    }
}
