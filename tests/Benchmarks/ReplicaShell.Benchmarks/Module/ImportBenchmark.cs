using ReplicaShell.Benchmarks.Measuring;

namespace ReplicaShell.Benchmarks.Module;

/// <summary>What Import-Module adds to an engine that runs, in a process of its own each time.</summary>
internal static class ImportBenchmark
{
    private const double Bound = 250;

    public static async Task<IReadOnlyList<Figure>> RunAsync(int rounds)
    {
        var module = Path.Combine(Repository.Root, "module", "ReplicaShell", "ReplicaShell.psd1");
        // The program imports the module itself: a fresh runspace without it is where the import is timed.
        var host = Directory
            .EnumerateFiles(
                Path.Combine(Repository.Root, "tests", "ReplicaShell.EngineHost", "bin"),
                "ReplicaShell.EngineHost.dll",
                SearchOption.AllDirectories
            )
            .OrderByDescending(File.GetLastWriteTimeUtc)
            .First();
        var (empty, import) = (new Sample(), new Sample());
        for (var round = 0; round < rounds; round++)
        {
            empty.Add(await MillisecondsAsync(host, "1"));
            import.Add(await MillisecondsAsync(host, $"Import-Module '{module}'"));
        }

        var added = import.Median - empty.Median;
        return
        [
            new Figure(
                "Import-Module, added to an empty engine",
                Figure.Text($"{added:F0} ms"),
                Figure.Text($"the engine alone, {empty.Median:F0} ms"),
                Figure.Text($"at most {Bound:F0} ms"),
                added <= Bound
            ),
        ];
    }

    private static async Task<double> MillisecondsAsync(string host, string script)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        await Repository.RunAsync(new System.Diagnostics.ProcessStartInfo("dotnet", [host, script]));
        return watch.Elapsed.TotalMilliseconds;
    }
}
