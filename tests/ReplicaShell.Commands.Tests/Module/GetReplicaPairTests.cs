using System.Management.Automation;
using ReplicaShell.Commands.Tests.Engine;

namespace ReplicaShell.Commands.Tests.Module;

/// <summary>What can be said of pairs where none is: no server is needed.</summary>
[Collection(nameof(AloneCollection))]
public sealed class GetReplicaPairTests : IDisposable
{
    private readonly EngineFixture _engine;
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("replicashell-test-");
    private readonly string? _before = Environment.GetEnvironmentVariable("REPLICASHELL_HOME");

    public GetReplicaPairTests(EngineFixture engine)
    {
        _engine = engine;
        Environment.SetEnvironmentVariable("REPLICASHELL_HOME", _home.FullName);
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("REPLICASHELL_HOME", _before);
        _home.Delete(recursive: true);
    }

    [Fact]
    public void Nothing_comes_where_there_is_nothing() => Assert.Empty(_engine.Run("Get-ReplicaPair"));

    [Theory]
    [InlineData("Get-ReplicaPair nowhere")]
    [InlineData("Get-ReplicaNode nowhere")]
    [InlineData("Get-ReplicaNode nowhere node1")]
    [InlineData("Get-ReplicaNode")]
    public void What_does_not_exist_is_not_found(string script)
    {
        ErrorRecord error = Assert.Single(_engine.Invoke(script).Errors);

        Assert.Equal("PairNotFound", EngineResult.IdOf(error));
        Assert.Equal(ErrorCategory.ObjectNotFound, error.CategoryInfo.Category);
        Assert.Contains("New-ReplicaPair", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("''")]
    [InlineData("../x")]
    [InlineData("'a;b'")]
    [InlineData("NUL")]
    [InlineData("\"a`nb\"")]
    public void What_cannot_be_a_name_is_refused(string name) =>
        Assert.Equal(
            "InvalidPairName",
            EngineResult.IdOf(Assert.Single(_engine.Invoke($"Get-ReplicaPair -Pair {name}").Errors))
        );
}
