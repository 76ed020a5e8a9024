using ReplicaShell.Core.Tests.Pairs;
using ReplicaShell.Core.Tests.Surroundings;
using ReplicaShell.Course.ByHand;
using ReplicaShell.Errors;

namespace ReplicaShell.Core.Tests.Course.ByHand;

/// <summary>Servers are built on a workbench with the commands that one would type.</summary>
public sealed class WorkbenchTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_follower_is_built_by_the_four_steps_with_the_programs_of_15() =>
        await BuildAsync(TestPostgres.RequireSystem(15), hasBaseBackup: true);

    [Fact]
    public async Task A_follower_is_built_by_the_four_steps_where_pg_basebackup_is_missing() =>
        await BuildAsync(await TestPostgres.RequireNpm18Async(), hasBaseBackup: false);

    [Fact]
    public async Task A_command_that_fails_is_an_error_unless_it_may()
    {
        await TestPostgres.RequireAnyAsync();
        var bench = await Workbench.OpenAsync(PairSteps.NewName(), cancellationToken: Token);
        var error = await Assert.ThrowsAsync<ReplicaException>(() =>
            bench.RunAsync("pg_ctl status --pgdata=nowhere", cancellationToken: Token)
        );
        Assert.Equal("CommandFailed", error.ErrorId);
        Assert.Contains("nowhere", error.Message, StringComparison.Ordinal);
        var shown = await bench.RunAsync("pg_ctl status --pgdata=nowhere", mayFail: true, Token);
        Assert.StartsWith("$ pg_ctl status --pgdata=nowhere\n", shown, StringComparison.Ordinal);
        Assert.EndsWith("(exit code 4)", shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rm -rf .")]
    [InlineData("")]
    [InlineData("/bin/ls")]
    public async Task Only_programs_of_PostgreSQL_are_run(string command)
    {
        await TestPostgres.RequireAnyAsync();
        var bench = await Workbench.OpenAsync(PairSteps.NewName(), cancellationToken: Token);
        var error = await Assert.ThrowsAsync<ReplicaException>(() => bench.RunAsync(command, cancellationToken: Token));
        Assert.Equal("ProgramNotInstalled", error.ErrorId);
    }

    [Fact]
    public async Task Files_outside_the_workbench_are_refused()
    {
        await TestPostgres.RequireAnyAsync();
        var bench = await Workbench.OpenAsync(PairSteps.NewName(), cancellationToken: Token);
        var error = Assert.Throws<ReplicaException>(() => bench.Write("../elsewhere", "text"));
        Assert.Equal("OutsideTheWorkbench", error.ErrorId);
    }

    [Fact]
    public async Task A_server_keeps_its_port_when_the_workbench_is_opened_again()
    {
        await TestPostgres.RequireAnyAsync();
        var name = PairSteps.NewName();
        var first = await Workbench.OpenAsync(name, cancellationToken: Token);
        var (one, other) = (first.Port("leader"), first.Port("follower"));
        var again = await Workbench.OpenAsync(name, cancellationToken: Token);
        Assert.NotEqual(one, other);
        Assert.Equal((one, other), (again.Port("leader"), again.Port("follower")));
    }

    private static async Task BuildAsync(string programs, bool hasBaseBackup)
    {
        var bench = await Workbench.OpenAsync(PairSteps.NewName(), programs, cancellationToken: Token);
        try
        {
            Assert.Equal(hasBaseBackup, bench.Has("pg_basebackup"));
            bench.Write("pgpass", "*:*:*:postgres:hush\n*:*:*:replicator:shush\n");
            bench.Write("password", "hush");
            await bench.RunAsync(
                "initdb --pgdata=leader/data --username=postgres --pwfile=password --auth=scram-sha-256 --no-sync",
                cancellationToken: Token
            );
            Configure(bench, "leader");
            var started = await StartAsync(bench, "leader");
            Assert.Contains("server started", started, StringComparison.Ordinal);
            await bench.QueryAsync(
                "leader",
                "create role replicator replication login password 'shush'; create table shelf (id int)",
                cancellationToken: Token
            );

            var refused = await bench.RunAsync(Backup(bench), mayFail: true, Token);
            Assert.Contains("replication slot \"follower\" does not exist", refused, StringComparison.Ordinal);
            Assert.False(File.Exists(Path.Combine(bench.Folder, "follower", "data", "PG_VERSION")));

            await bench.QueryAsync(
                "leader",
                "select pg_create_physical_replication_slot('follower', true)",
                cancellationToken: Token
            );
            await bench.RunAsync(Backup(bench), cancellationToken: Token);
            Configure(bench, "follower");
            await StartAsync(bench, "follower");
            await bench.QueryAsync("leader", "insert into shelf values (42)", cancellationToken: Token);
            Assert.True(await bench.AwaitAsync("follower", "select count(*) = 1 from shelf", cancellationToken: Token));
            var follower = await bench.QueryAsync(
                "leader",
                "select application_name, active from pg_stat_replication, pg_replication_slots where slot_name = 'follower'",
                cancellationToken: Token
            );
            Assert.Equal(["follower", true], follower.Rows.Single());
            Assert.All(
                Leftovers.Processes(bench.Folder),
                line => Assert.DoesNotContain("hush", line, StringComparison.Ordinal)
            );
        }
        finally
        {
            await bench.ClearAsync(CancellationToken.None);
        }

        Assert.Empty(Leftovers.Processes(bench.Folder));
        Assert.Empty(Directory.EnumerateFileSystemEntries(bench.Folder));
    }

    private static string Backup(Workbench bench) =>
        $"pg_basebackup --host=127.0.0.1 --port={bench.Port("leader")} --username=replicator --pgdata=follower/data "
        + "--write-recovery-conf --slot=follower --checkpoint=fast";

    private static void Configure(Workbench bench, string server) =>
        bench.Append(
            $"{server}/data/postgresql.conf",
            $"port = {bench.Port(server)}\nlisten_addresses = '127.0.0.1'\nunix_socket_directories = ''\n"
                + $"cluster_name = '{server}'"
        );

    private static Task<string> StartAsync(Workbench bench, string server) =>
        bench.RunAsync(
            $"pg_ctl start --wait --pgdata={server}/data --log={server}/server.log",
            cancellationToken: Token
        );
}
