using Npgsql;
using ReplicaShell.Wire;

namespace ReplicaShell.Core.Tests.Replication;

/// <summary>How sessions are opened: the ways to authenticate and to encrypt that servers ask for.</summary>
public sealed class WireConnectionTests(RawPairFixture fixture) : IClassFixture<RawPairFixture>, IAsyncLifetime
{
    private RawServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _server = (await fixture.GetAsync(15)).Node1;
        await _server.ExecuteAsync("drop role if exists guest");
        await _server.ResetAsync("password_encryption");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("scram-sha-256", "scram-sha-256")]
    [InlineData("md5", "md5")]
    [InlineData("scram-sha-256", "password")]
    [InlineData("scram-sha-256", "trust")]
    public async Task A_session_opens_with(string storedAs, string method)
    {
        await _server.SetAsync("password_encryption", storedAs);
        await _server.ExecuteAsync("create role guest login password 'p~ss'");
        await AllowGuestAsync("host", method);
        using var session = Open("Username=guest;Password=p~ss");
        Assert.Equal("guest", Ask(session));
    }

    [Fact]
    public void A_wrong_password_is_a_refusal()
    {
        var refusal = Assert.Throws<WireException>(() => Open("Password=wrong"));
        Assert.Equal((true, "28P01"), (refusal.IsRefusal, refusal.SqlState));
        Assert.DoesNotContain(RawServer.Password, refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_port_without_a_server_is_no_refusal() =>
        Assert.False(Assert.Throws<WireException>(() => Open("Port=1")).IsRefusal);

    [Fact]
    public void Encryption_that_the_server_lacks_is_not_done_without() =>
        Assert.Throws<WireException>(() => Open("SSL Mode=Require"));

    [Fact]
    public async Task A_session_is_encrypted_where_the_server_offers_it()
    {
        await PostgresPrograms.RunAsync(
            "openssl",
            [
                "req",
                "-new",
                "-x509",
                "-nodes",
                "-days",
                "1",
                "-subj",
                "/CN=localhost",
                "-newkey",
                "rsa:2048",
                "-out",
                Path.Combine(_server.Data, "server.crt"),
                "-keyout",
                Path.Combine(_server.Data, "server.key"),
            ]
        );
        await _server.SetAsync("ssl", "on");
        try
        {
            await _server.ExecuteAsync("create role guest login password 'p~ss'");
            await AllowGuestAsync("hostssl", "scram-sha-256");
            using var session = Open("Username=guest;Password=p~ss;SSL Mode=Require");
            Assert.Equal("guest", Ask(session));
            Assert.Throws<WireException>(() => Open("Username=guest;Password=p~ss;SSL Mode=VerifyFull"));
        }
        finally
        {
            await _server.ResetAsync("ssl");
        }
    }

    [Fact]
    public async Task An_error_in_one_statement_leaves_the_session_of_use()
    {
        using var session = Open("");
        var wrong = new WireStatement("wrong", "select * from nowhere");
        var sink = new TextSink();
        session.Ask(wrong);
        session.Receive(sink);
        Assert.Equal("42P01", sink.Error?.SqlState);
        await _server.ExecuteAsync("create table nowhere as select 'here'::text as place");
        session.Ask(wrong);
        session.Receive(sink);
        Assert.Equal("here", sink.Text);
        await _server.ExecuteAsync("drop table nowhere");
    }

    private async Task AllowGuestAsync(string type, string method)
    {
        var file = Path.Combine(_server.Data, "pg_hba.conf");
        var others = (await File.ReadAllLinesAsync(file)).Where(line =>
            !line.Contains("guest", StringComparison.Ordinal)
        );
        await File.WriteAllLinesAsync(file, others.Prepend($"{type} all guest 127.0.0.1/32 {method}"));
        await _server.ReloadAsync();
    }

    private WireConnection Open(string settings) =>
        WireConnection.Open(
            new NpgsqlConnectionStringBuilder($"{_server.ConnectionString};{settings}"),
            [new("application_name", "wire-test")],
            TestContext.Current.CancellationToken
        );

    private static string? Ask(WireConnection session)
    {
        var sink = new TextSink();
        session.Ask(new WireStatement("who", "select session_user::text"));
        Assert.True(session.Wait(TimeSpan.FromSeconds(5)));
        session.Receive(sink);
        return sink.Text;
    }

    private sealed class TextSink : IWireSink
    {
        public string? Text { get; private set; }
        public WireError? Error { get; private set; }

        public void OnRow(int statement, WireRow row) => Text = row.NextText();

        public void OnError(int statement, WireError error) => Error = error;
    }
}
