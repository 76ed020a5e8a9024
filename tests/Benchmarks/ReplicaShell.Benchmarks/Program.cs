using ReplicaShell.Benchmarks.Checkers;
using ReplicaShell.Benchmarks.Kernel;
using ReplicaShell.Benchmarks.Lag;
using ReplicaShell.Benchmarks.Load;
using ReplicaShell.Benchmarks.Measuring;
using ReplicaShell.Benchmarks.Module;
using ReplicaShell.Benchmarks.Pairs;

var benchmarks = new Dictionary<string, Func<Task<IReadOnlyList<Figure>>>>
{
    ["pair"] = () => PairBenchmark.RunAsync(rounds: 5),
    ["failover"] = () => FailoverBenchmark.RunAsync(rounds: 30),
    ["lag"] = () => LagBenchmark.RunAsync(rounds: 5, seconds: 5),
    ["load"] = () => LoadBenchmark.RunAsync(rounds: 7, seconds: 4),
    ["checkers"] = () => CheckerBenchmark.RunAsync(rounds: 5),
    ["import"] = () => ImportBenchmark.RunAsync(rounds: 11),
    ["link"] = () => LinkBenchmark.RunAsync(seconds: 20),
    ["kernel"] = () => KernelBenchmark.RunAsync(rounds: 7),
    ["docker"] = () => DockerBenchmark.RunAsync(rounds: 5, failovers: 20),
};
var wanted = args.Length == 0 ? [.. benchmarks.Keys] : args;
if (wanted.Any(name => !benchmarks.ContainsKey(name)))
{
    Console.Error.WriteLine($"Usage: ReplicaShell.Benchmarks [{string.Join("|", benchmarks.Keys)}]...");
    Console.Error.WriteLine("Prints a table of medians; ends with 1 when a bound is missed.");
    return 2;
}

Console.WriteLine(Figure.Header);
var kept = true;
foreach (var name in wanted)
{
    foreach (var figure in await benchmarks[name]())
    {
        Console.WriteLine(figure);
        kept &= figure.Kept;
    }
}

return kept ? 0 : 1;
