using ReplicaShell.Benchmarks.Measuring;

namespace ReplicaShell.Benchmarks.Module;

/// <summary>What Import-Module adds to an engine that runs, in a process of its own each time.</summary>
internal static class ImportBenchmark
{
    private const double Bound = 250;

    /// <summary>
    /// In two engines: one that is compiled ahead, as pwsh and the program have it, for which the bound is meant, and the one
    /// of the package as it is, of which every method is compiled as it runs.
    /// </summary>
    public static async Task<IReadOnlyList<Figure>> RunAsync(int rounds)
    {
        using var compiled = new ScratchHome();
        var plain = Directory
            .EnumerateFiles(
                Path.Combine(Repository.Root, "tests", "ReplicaShell.EngineHost", "bin"),
                "ReplicaShell.EngineHost.dll",
                SearchOption.AllDirectories
            )
            .OrderByDescending(File.GetLastWriteTimeUtc)
            .First();
        CopyCompiled(Path.GetDirectoryName(plain)!, compiled.Folder);
        return
        [
            await RunAsync(
                "Import-Module, added to an empty engine, compiled ahead as pwsh's is",
                Path.Combine(compiled.Folder, Path.GetFileName(plain)),
                rounds,
                isBound: true
            ),
            await RunAsync("the same, the engine's package as it is", plain, rounds, isBound: false),
        ];
    }

    private static async Task<Figure> RunAsync(string what, string host, int rounds, bool isBound)
    {
        var module = Path.Combine(Repository.Root, "module", "ReplicaShell", "ReplicaShell.psd1");
        var (empty, import) = (new Sample(), new Sample());
        for (var round = 0; round < rounds; round++)
        {
            empty.Add(await MillisecondsAsync(host, "1"));
            import.Add(await MillisecondsAsync(host, $"Import-Module '{module}'"));
        }

        var added = import.Median - empty.Median;
        return new Figure(
            what,
            Figure.Text($"{added:F0} ms"),
            Figure.Text($"the engine alone, {empty.Median:F0} ms"),
            isBound ? Figure.Text($"at most {Bound:F0} ms") : string.Empty,
            !isBound || added <= Bound
        );
    }

    /// <summary>Copies the host; where the program has the same assembly compiled ahead, it takes that.</summary>
    private static void CopyCompiled(string from, string to)
    {
        var program = Path.GetDirectoryName(Repository.Cli)!;
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var compiled = Path.Combine(program, Path.GetFileName(file));
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(Path.GetExtension(file) == ".dll" && File.Exists(compiled) ? compiled : file, copy);
        }
    }

    private static async Task<double> MillisecondsAsync(string host, string script)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        await Repository.RunAsync(new System.Diagnostics.ProcessStartInfo("dotnet", [host, script]));
        return watch.Elapsed.TotalMilliseconds;
    }
}
