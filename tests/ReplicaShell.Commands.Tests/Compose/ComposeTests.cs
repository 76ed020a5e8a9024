using Npgsql;
using ReplicaShell.Commands.Tests.Engine;
using ReplicaShell.Engines.Waiting;
using ReplicaShell.Replication;
using ReplicaShell.Sql;
using ReplicaShell.Topology;

namespace ReplicaShell.Commands.Tests.Compose;

public sealed class ComposeTests(ComposeFixture compose, EngineFixture engine)
    : IClassFixture<ComposeFixture>,
        IClassFixture<EngineFixture>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_installed_compose_takes_the_file()
    {
        foreach (var program in await ComposeProgram.RequireAsync())
        {
            var services = await ComposeProgram.RunAsync(compose.Folder, [.. program.Words, "config", "--services"]);

            Assert.Equal(["follower", "leader"], services.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order());
        }
    }

    [Fact]
    public async Task Without_passwords_it_says_what_to_do()
    {
        var program = (await ComposeProgram.RequireAsync())[0];
        var bare = Directory.CreateTempSubdirectory("rs-compose-bare-").FullName;
        File.Copy(Path.Combine(compose.Folder, "compose.yaml"), Path.Combine(bare, "compose.yaml"));

        var (code, output) = await ComposeProgram.TryAsync(bare, [.. program.Words, "config"]);

        Directory.Delete(bare, recursive: true);
        Assert.NotEqual(0, code);
        Assert.Contains("copy .env.example to .env", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_leader_takes_the_follower_shows()
    {
        await compose.UpAsync();
        await using var leader = await ComposeFixture.ConnectAsync(compose.LeaderPort);
        await leader.ExecuteAsync("insert into inventory values (7001, 'Astrolabe', 4, now())", Token);

        await using var follower = await FollowerAsync();
        var arrived = await Until.TrueAsync(
            async token =>
                await follower.ScalarAsync("select productName from inventory where productId = 7001", token)
                    is "Astrolabe",
            Patience,
            Token
        );

        Assert.True(arrived);
        var refused = await Assert.ThrowsAsync<PostgresException>(() =>
            follower.ExecuteAsync("delete from inventory", Token)
        );
        Assert.Equal(PostgresErrorCodes.ReadOnlySqlTransaction, refused.SqlState);
    }

    [Fact]
    public async Task Both_nodes_become_healthy()
    {
        await compose.UpAsync();
        var containers = (await compose.ComposeAsync("ps", "-q")).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        var healthy = await Until.TrueAsync(
            async _ =>
                await ComposeProgram.RunAsync(
                    compose.Folder,
                    ["docker", "inspect", "-f", "{{.State.Health.Status}}", .. containers]
                ) == "healthy\nhealthy\n",
            Patience,
            Token
        );

        Assert.True(healthy);
    }

    [Fact]
    public async Task Nobody_gets_in_without_a_password()
    {
        await compose.UpAsync();
        await using var leader = await ComposeFixture.ConnectAsync(compose.LeaderPort);
        await using var follower = await FollowerAsync();

        foreach (var server in new[] { leader, follower })
        {
            Assert.Equal(
                "scram-sha-256",
                await server.ScalarAsync("select string_agg(distinct auth_method, ',') from pg_hba_file_rules", Token)
            );
        }

        Assert.Equal(
            true,
            await leader.ScalarAsync(
                "select bool_and(rolpassword like 'SCRAM-SHA-256$%') from pg_authid where rolcanlogin",
                Token
            )
        );
        foreach (var host in new[] { "/var/run/postgresql", "127.0.0.1" })
        {
            var (code, output) = await compose.ExecuteAsync(
                "leader",
                ["psql", "-w", "-h", host, "-U", "postgres", "-c", "select 1"]
            );
            Assert.NotEqual(0, code);
            Assert.Contains("no password supplied", output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_cmdlets_attach_to_it()
    {
        await compose.UpAsync();
        await using (await FollowerAsync()) { }
        var pair = engine.Get<ReplicaPair>(
            "Connect-ReplicaPair shop -Leader $args[0] -Follower $args[1]",
            ComposeFixture.ConnectionString(compose.LeaderPort),
            ComposeFixture.ConnectionString(compose.FollowerPort)
        );
        try
        {
            Assert.Equal((PairState.Ready, "leader"), (pair.State, pair.Leader));
            Assert.Equal(["leader", "follower"], pair.Nodes.Select(node => node.Node));
            Assert.Equal(["leader"], engine.Run("(Get-ReplicaPair shop).Leader"));
            Assert.Equal(
                ["True"],
                engine.Run("(Invoke-ReplicaWorkload shop -Duration 1s -Client 1 -Force).Acknowledged -gt 0")
            );
            Assert.Equal(LagState.Streaming, engine.Get<ReplicationLag>("Get-ReplicationLag shop -Count 1").State);
            Assert.Equal(["follower"], engine.Run("(Get-ReplicationSlot shop).Name"));
        }
        finally
        {
            engine.Run("Remove-ReplicaPair shop -Force");
        }
    }

    private async Task<NpgsqlConnection> FollowerAsync()
    {
        NpgsqlConnection? follower = null;
        await Until.TrueAsync(
            async _ =>
            {
                try
                {
                    follower = await ComposeFixture.ConnectAsync(compose.FollowerPort);
                    return true;
                }
                catch (NpgsqlException)
                {
                    // Its base backup is still being taken.
                    return false;
                }
            },
            Patience,
            Token
        );
        return follower!;
    }
}
