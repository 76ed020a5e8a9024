using ReplicaShell.Benchmarks.Measuring;
using ReplicaShell.Workloads;

namespace ReplicaShell.Benchmarks.Load;

/// <summary>
/// How many operations a second the load generator gets out of a server, against a bare loop of Npgsql's calls and
/// against pgbench: the same statement, the same table, 8 clients, in turn.
/// </summary>
internal static class LoadBenchmark
{
    private const double LeastOfBare = 0.95;
    private const double LeastOfPgbench = 0.85;

    public static async Task<IReadOnlyList<Figure>> RunAsync(int rounds, int seconds)
    {
        await using var scratch = await ScratchPair.CreateAsync(followers: 0);
        var target = new PairLeaderConnections(scratch.Pair);
        var figures = new List<Figure>();
        foreach (var reads in (bool[])[false, true])
        {
            ILoad[] loads = [new OurLoad(), new BareLoad(), new PgbenchLoad()];
            var samples = loads.ToDictionary(load => load, _ => new Sample());
            for (var round = 0; round < rounds; round++)
            {
                // Each is first once in three rounds: what the one before left behind is everybody's.
                for (var turn = 0; turn < loads.Length; turn++)
                {
                    var load = loads[(round + turn) % loads.Length];
                    var table = await LoadTable.PrepareAsync(target, reads);
                    samples[load].Add(await load.RunAsync(table, TimeSpan.FromSeconds(seconds)));
                }
            }

            var (ours, bare, pgbench) = (samples[loads[0]].Median, samples[loads[1]].Median, samples[loads[2]].Median);
            var what = reads
                ? "reads of one row a second, 8 clients"
                : "writes a second, a row a transaction, 8 clients";
            figures.Add(Row(what, ours, bare, "a bare loop of Npgsql", LeastOfBare));
            figures.Add(Row("the same", ours, pgbench, "pgbench -M prepared", LeastOfPgbench));
        }

        return figures;
    }

    private static Figure Row(string what, double ours, double theirs, string name, double least) =>
        new(
            what,
            Figure.Text($"{ours:F0}, **{ours / theirs:F2}** of it"),
            Figure.Text($"{name}, {theirs:F0}"),
            Figure.Text($"at least {least:F2}"),
            ours / theirs >= least
        );
}
