using System.Diagnostics;
using System.Text.Json;
using ReplicaShell.Benchmarks.Measuring;

namespace ReplicaShell.Benchmarks.Kernel;

/// <summary>The Jupyter kernel as a front end meets it, measured through Jupyter's own client (session.py).</summary>
internal static class KernelBenchmark
{
    private const double ReadyBound = 1.0;
    private const double FirstResultBound = 1.8;
    private const double RestedBound = 0.5;
    private const double LaterBound = 0.05;
    private const double MemoryBound = 350;

    public static async Task<IReadOnlyList<Figure>> RunAsync(int rounds)
    {
        using var home = new ScratchHome();
        var kernels = Path.Combine(home.Folder, "jupyter");
        await Repository.RunAsync(
            new ProcessStartInfo("dotnet", [Repository.Cli, "kernel", "install", "--path", kernels])
        );
        var figures = new Dictionary<string, Sample>();
        for (var round = 0; round < rounds; round++)
        {
            foreach (var kind in (string[])["cold", "rested"])
            {
                foreach (var (name, value) in await MeasureAsync(kind, kernels, home.Folder))
                {
                    figures.TryAdd(name, []);
                    figures[name].Add(value);
                }
            }
        }

        return
        [
            Seconds("process start to ready", figures["ready"], ReadyBound),
            Seconds("process start to the first result", figures["first-result"], FirstResultBound),
            Seconds("first C# cell, after 1.5 s of rest", figures["first"], RestedBound),
            Milliseconds("a later C# cell", figures["later"], LaterBound),
            Seconds("first PowerShell cell thereafter", figures["first-pwsh"], RestedBound),
            Milliseconds("a later PowerShell cell", figures["later-pwsh"], LaterBound),
            Seconds("first plot thereafter", figures["first-plot"], RestedBound),
            new Figure(
                "kernel, memory after a C# cell, a PowerShell cell and a plot",
                Figure.Text($"{figures["memory"].Median:F0} MB (at most {figures["memory"].Worst:F0})"),
                string.Empty,
                Figure.Text($"at most {MemoryBound:F0} MB"),
                figures["memory"].Median <= MemoryBound
            ),
        ];
    }

    private static Figure Seconds(string what, Sample sample, double bound) =>
        new(
            $"kernel, {what}",
            Figure.Text($"{sample.Median:F2} s ({sample.Best:F2} to {sample.Worst:F2})"),
            string.Empty,
            Figure.Text($"at most {bound:F1} s"),
            sample.Median <= bound
        );

    private static Figure Milliseconds(string what, Sample sample, double bound) =>
        new(
            $"kernel, {what}",
            Figure.Text($"{sample.Median * 1000:F0} ms ({sample.Best * 1000:F0} to {sample.Worst * 1000:F0})"),
            string.Empty,
            Figure.Text($"at most {bound * 1000:F0} ms"),
            sample.Median <= bound
        );

    private static async Task<Dictionary<string, double>> MeasureAsync(string kind, string kernels, string home)
    {
        var script = Path.Combine(
            Repository.Root,
            "tests",
            "Benchmarks",
            "ReplicaShell.Benchmarks",
            "Kernel",
            "session.py"
        );
        var start = new ProcessStartInfo("/usr/bin/python3", [script, "replicashell-csharp", kind]);
        start.Environment["JUPYTER_PATH"] = kernels;
        start.Environment["REPLICASHELL_HOME"] = home;
        return JsonSerializer.Deserialize<Dictionary<string, double>>(await Repository.RunAsync(start))!;
    }
}
