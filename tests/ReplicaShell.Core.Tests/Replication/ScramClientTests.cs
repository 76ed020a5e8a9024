using System.Text;
using ReplicaShell.Wire;

namespace ReplicaShell.Core.Tests.Replication;

/// <summary>The example of RFC 7677, section 3.</summary>
public sealed class ScramClientTests
{
    private const string ServerFirst =
        "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096";

    private readonly ScramClient _client = new("pencil", "user", "rOprNGfwEbeRWgbNEkqO");

    [Fact]
    public void The_dialogue_is_that_of_the_specification()
    {
        Assert.Equal("n,,n=user,r=rOprNGfwEbeRWgbNEkqO", Encoding.UTF8.GetString(_client.First()));
        Assert.Equal(
            "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,"
                + "p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=",
            Encoding.UTF8.GetString(_client.Final(ServerFirst))
        );
        _client.Verify("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=");
    }

    [Fact]
    public void A_server_that_does_not_know_the_password_is_refused()
    {
        _client.Final(ServerFirst);
        Assert.Throws<WireException>(() => _client.Verify("v=AAriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4="));
    }

    [Fact]
    public void A_nonce_that_is_not_the_clients_is_refused() =>
        Assert.Throws<WireException>(() =>
            _client.Final(ServerFirst.Replace("r=rOpr", "r=xxxx", StringComparison.Ordinal))
        );
}
