using ReplicaShell.Benchmarks.Lag;

return args switch
{
    ["lag", var leader, var follower, .. var rest] => await LagBenchmark.RunAsync(leader, follower, rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine(
        """
        Usage: ReplicaShell.Benchmarks <benchmark>
          lag LEADER FOLLOWER [SECONDS]   samples of lag a second, and CPU time at 100 a second;
                                          connection strings of a pair on this machine (Linux: it reads /proc)
        """
    );
    return 2;
}
