using ReplicaShell.Core.Tests.Pairs;
using ReplicaShell.Core.Tests.Surroundings;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Core.Tests.Provisioning;

/// <summary>The passwords of a pair stand in files that only their owner reads, and nowhere else.</summary>
public sealed class SecrecyTests(PairLease lease) : IClassFixture<PairLease>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_password_is_in_a_process_list_a_log_or_a_file_that_others_read()
    {
        await using var pair = await lease.GetAsync(new PairOptions());
        await CauseErrorsAsync(pair);
        var secrets = await pair.Engine.ReadSecretsAsync(pair.Name, Token);
        Assert.NotEqual(secrets.Superuser, secrets.Replicator);
        var folder = TestHome.Layout.Pair(pair.Name);
        Assert.NotEmpty(Leftovers.Processes(folder));
        Assert.All(Leftovers.Processes(folder), line => HasNone(line, secrets));

        var holders = new List<string>();
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            var text = System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file, Token));
            if (Has(text, secrets))
            {
                holders.Add(Path.GetRelativePath(folder, file));
                Assert.True(IsPrivate(file), file);
            }
        }

        Assert.Equal(["node1/pgpass", "node2/pgpass", "secrets.json"], holders.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Two_pairs_share_no_password()
    {
        await using var pair = await lease.GetAsync(new PairOptions());
        var catalogue = new PairCatalogue();
        var options = new PairOptions { Name = PairSteps.NewName(), FollowerCount = 0 };
        await using (var other = await catalogue.CreateAsync(options, progress: null, Token))
        {
            var (ours, theirs) = (
                await pair.Engine.ReadSecretsAsync(pair.Name, Token),
                await other.Engine.ReadSecretsAsync(other.Name, Token)
            );
            Assert.Equal(
                4,
                new HashSet<string> { ours.Superuser, ours.Replicator, theirs.Superuser, theirs.Replicator }.Count
            );
        }

        await catalogue.RemoveAsync(options.Name, Token);
    }

    [Fact]
    public void Secrets_do_not_show_themselves() =>
        HasNone(new PairSecrets("hush", "shush").ToString(), new PairSecrets("hush", "shush"));

    // A refused statement stands in the server's log with its text.
    private static async Task CauseErrorsAsync(Pair pair)
    {
        await Assert.ThrowsAnyAsync<Npgsql.NpgsqlException>(() => pair.ExecuteAsync(pair.Leader, "select nonsense"));
        await Assert.ThrowsAnyAsync<Npgsql.NpgsqlException>(() =>
            pair.ExecuteAsync(pair.Leader, "create role replicator password 'x'")
        );
    }

    private static bool IsPrivate(string file) =>
        OperatingSystem.IsWindows()
        || (File.GetUnixFileMode(file) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite)) == 0;

    private static bool Has(string text, PairSecrets secrets) =>
        text.Contains(secrets.Superuser, StringComparison.Ordinal)
        || text.Contains(secrets.Replicator, StringComparison.Ordinal);

    private static void HasNone(string text, PairSecrets secrets) => Assert.False(Has(text, secrets));
}
