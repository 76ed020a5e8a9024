using System.Globalization;
using ReplicaShell.Benchmarks.Measuring;

namespace ReplicaShell.Benchmarks.Pairs;

/// <summary>
/// Pairs in containers: New-ReplicaPair against the floor of plain docker commands, in turn, and the failover from the kill
/// of the leader's container to the first write that the new leader acknowledged.
/// </summary>
internal static class DockerBenchmark
{
    private const double PairBound = 0.7;
    private const double WorstBound = 1.0;

    private const string Make = """
        $watch = [System.Diagnostics.Stopwatch]::StartNew()
        $null = New-ReplicaPair bench-docker -Engine Docker
        $watch.Elapsed.TotalSeconds.ToString([cultureinfo]::InvariantCulture)
        Remove-ReplicaPair bench-docker -Force
        """;

    private const string FailOver = """
        $null = New-ReplicaPair bench-docker -Engine Docker
        $drill = Invoke-DataLossDrill bench-docker -Count 1
        ($drill.RecoveredAt - $drill.CrashedAt).TotalSeconds.ToString([cultureinfo]::InvariantCulture)
        Remove-ReplicaPair bench-docker -Force
        """;

    public static async Task<IReadOnlyList<Figure>> RunAsync(int rounds, int failovers)
    {
        using var home = new ScratchHome();
        var (floor, pair, failover) = (new Sample(), new Sample(), new Sample());
        await SecondsAsync(Make, home);
        for (var round = 0; round < rounds; round++)
        {
            floor.Add((await Repository.DockerFloorAsync())["pair-total"]);
            pair.Add(await SecondsAsync(Make, home));
        }

        for (var round = 0; round < failovers; round++)
        {
            failover.Add(await SecondsAsync(FailOver, home));
        }

        var ratio = pair.Median / floor.Median;
        return
        [
            new Figure(
                "New-ReplicaPair -Engine Docker, the first of a shell",
                Figure.Text($"{pair.Median:F2} s ({pair.Best:F2} to {pair.Worst:F2}), **{ratio:F2}** of the floor"),
                Figure.Text($"plain docker commands, {floor.Median:F2} s ({floor.Best:F2} to {floor.Worst:F2})"),
                Figure.Text($"at most {PairBound:F1}"),
                ratio <= PairBound
            ),
            new Figure(
                $"failover on Docker, kill to first acknowledged write, worst of {failover.Count}",
                Figure.Text($"{failover.Worst:F3} s (median {failover.Median:F3})"),
                string.Empty,
                Figure.Text($"at most {WorstBound:F0} s"),
                failover.Worst <= WorstBound
            ),
        ];
    }

    private static async Task<double> SecondsAsync(string script, ScratchHome home) =>
        double.Parse((await Repository.EngineAsync(script, home.Folder)).Trim(), CultureInfo.InvariantCulture);
}
