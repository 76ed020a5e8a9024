using Npgsql;
using ReplicaShell.Core.Tests.Pairs;
using ReplicaShell.Pairs;
using ReplicaShell.Sql;
using ReplicaShell.Topology;

namespace ReplicaShell.Core.Tests.Sql;

public sealed class ScramVerifierTests(PairLease lease) : IClassFixture<PairLease>
{
    [Theory]
    [InlineData("0123456789abcdef0123456789abcdef0123456789abcdef")]
    [InlineData("x")]
    [InlineData(" !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")]
    public async Task A_server_takes_the_password_whose_verifier_it_was_given_and_no_other(string password)
    {
        await using var pair = await lease.GetAsync(new PairOptions { FollowerCount = 0 });
        var verifier = ScramVerifier.For(password);
        await pair.ExecuteAsync(
            pair.Leader,
            $"drop role if exists guest; create role guest login password {SqlLiteral.Quote(verifier)}"
        );

        // Kept as it was sent: not taken for a password and hashed once more.
        var kept = await pair.ScalarAsync<string>(
            pair.Leader,
            "select rolpassword from pg_authid where rolname = 'guest'"
        );
        Assert.Equal(verifier, kept);
        Assert.Equal("guest", await LogInAsync(pair, password));
        var refused = await Assert.ThrowsAsync<PostgresException>(() => LogInAsync(pair, password + "x"));
        Assert.Equal(PostgresErrorCodes.InvalidPassword, refused.SqlState);
    }

    [Fact]
    public void Two_verifiers_of_one_password_differ_and_do_not_show_it()
    {
        var (first, second) = (ScramVerifier.For("secret"), ScramVerifier.For("secret"));
        Assert.NotEqual(first, second);
        Assert.DoesNotContain("secret", first, StringComparison.Ordinal);
    }

    private static async Task<string> LogInAsync(Pair pair, string password)
    {
        var settings = new NpgsqlConnectionStringBuilder(pair.ConnectionString(pair.Leader))
        {
            Username = "guest",
            Password = password,
            Pooling = false,
        };
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        return (string)
            (await connection.ScalarAsync("select current_user::text", TestContext.Current.CancellationToken))!;
    }
}
