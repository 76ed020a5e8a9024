using System.Globalization;
using ReplicaShell.Benchmarks.Measuring;

namespace ReplicaShell.Benchmarks.Pairs;

/// <summary>
/// A failover through the module: from the last kill of the leader to the first write that the new leader acknowledged.
/// Both moments are those that the data-loss drill states.
/// </summary>
internal static class FailoverBenchmark
{
    private const double MedianBound = 0.3;
    private const double WorstBound = 0.6;

    private const string Script = """
        foreach ($round in 1..ROUNDS) {
            $null = New-ReplicaPair bench
            $drill = Invoke-DataLossDrill bench -Count 1
            ($drill.RecoveredAt - $drill.CrashedAt).TotalSeconds.ToString([cultureinfo]::InvariantCulture)
            Remove-ReplicaPair bench -Force
        }
        """;

    public static async Task<IReadOnlyList<Figure>> RunAsync(int rounds)
    {
        var (ours, floor) = (new Sample(), new Sample());
        using var home = new ScratchHome();
        const int AtOnce = 5;
        for (var done = 0; done < rounds; done += AtOnce)
        {
            var script = Script.Replace("ROUNDS", $"{AtOnce}", StringComparison.Ordinal);
            var output = await Repository.EngineAsync(script, home.Folder);
            ours.AddRange(
                output
                    .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                    .Select(line => double.Parse(line, CultureInfo.InvariantCulture))
            );
            floor.Add((await Repository.FloorAsync())["promote"]);
        }

        var against = Figure.Text($"pg_ctl promote alone, median {floor.Median:F2} s, worst {floor.Worst:F2} s");
        return
        [
            new Figure(
                $"failover, last kill to first acknowledged write, median of {ours.Count}",
                Figure.Text($"{ours.Median:F3} s"),
                against,
                Figure.Text($"at most {MedianBound:F1} s"),
                ours.Median <= MedianBound
            ),
            new Figure(
                $"the same, worst of {ours.Count}",
                Figure.Text($"{ours.Worst:F3} s"),
                against,
                Figure.Text($"at most {WorstBound:F1} s"),
                ours.Worst <= WorstBound
            ),
        ];
    }
}
