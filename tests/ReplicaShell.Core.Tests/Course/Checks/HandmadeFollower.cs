using ReplicaShell.Core.Tests.Pairs;
using ReplicaShell.Course;
using ReplicaShell.Course.ByHand;

namespace ReplicaShell.Core.Tests.Course.Checks;

/// <summary>Builds a second follower as a learner would, from the materials that the exercise lays out.</summary>
/// <param name="course">Whose course.</param>
/// <param name="exercise">The exercise, as its start returned it.</param>
internal sealed class HandmadeFollower(CourseLease course, Exercise exercise)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>The port that was laid out for it.</summary>
    public string Port => exercise.Materials["Port"];

    /// <summary>Its server's data folder.</summary>
    public string Data => Path.Combine(exercise.Materials["Folder"], "data");

    /// <summary>The four steps; step one, the leader's settings, is done.</summary>
    /// <param name="slot">The slot to make and to use; null leaves it out.</param>
    /// <param name="from">The port to copy from; null is the leader's.</param>
    public async Task<Workbench> BuildAsync(string? slot = "mine", string? from = null)
    {
        var bench = await OpenAsync();
        if (slot is not null)
        {
            await using var pair = await course.OpenAsync();
            var source = pair.Definition.Nodes.Single(node =>
                $"{node.Port}" == (from ?? exercise.Materials["LeaderPort"])
            );
            await pair.ExecuteAsync(source, $"select pg_create_physical_replication_slot('{slot}', true)");
        }

        await CopyAsync(bench, slot, from);
        await StartAsync(bench);
        return bench;
    }

    public Task<Workbench> OpenAsync() =>
        Workbench.OpenAsync(exercise.Materials["Workbench"], exercise.Materials["Programs"], course.Home, Token);

    public async Task CopyAsync(Workbench bench, string? slot, string? from = null)
    {
        var port = from ?? exercise.Materials["LeaderPort"];
        var slotOption = slot is null ? "" : $" --slot={slot}";
        await bench.RunAsync(
            $"pg_basebackup --host=127.0.0.1 --port={port} --username=replicator --pgdata=follower/data"
                + $"{slotOption} --write-recovery-conf --checkpoint=fast",
            cancellationToken: Token
        );
        bench.Append("follower/node.conf", $"port = {Port}\ncluster_name = 'mine'");
    }

    public static async Task StartAsync(Workbench bench)
    {
        const string Start = "pg_ctl start --pgdata=follower/data --log=follower/server.log --wait";
        var said = await bench.RunAsync(Start, mayFail: true, Token);
        Assert.False(said.Contains("(exit code", StringComparison.Ordinal), said + Log(bench));
    }

    // pg_ctl alone says only that one should look there.
    private static string Log(Workbench bench) => $"\n{bench.Read("follower/server.log")}";
}
