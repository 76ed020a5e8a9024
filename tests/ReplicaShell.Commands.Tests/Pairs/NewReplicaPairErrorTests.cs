using System.Management.Automation;
using System.Net;
using System.Net.Sockets;
using ReplicaShell.Commands.Tests.Engine;
using ReplicaShell.Core.Tests.Surroundings;
using ReplicaShell.Topology;

namespace ReplicaShell.Commands.Tests.Pairs;

/// <summary>What cannot be made is refused with what to do next, and nothing of it stays.</summary>
public sealed class NewReplicaPairErrorTests(LabFixture lab) : LabTests(lab), IClassFixture<LabFixture>
{
    private const string Refused = "refused";

    public override async ValueTask DisposeAsync()
    {
        AssertGone(Refused);
        Assert.Equal(PairState.Ready, State().State);
        await base.DisposeAsync();
    }

    [Theory]
    [InlineData("''")]
    [InlineData("abcdefghijklmnopqrstuvwxyz-abcdef")]
    [InlineData("'../x'")]
    [InlineData("'.'")]
    [InlineData("'-rf'")]
    [InlineData("nul")]
    [InlineData("Lab")]
    [InlineData("\"it's\"")]
    [InlineData("'say\"so'")]
    [InlineData("'a b'")]
    [InlineData("'a;b'")]
    [InlineData("\"a`nb\"")]
    [InlineData("\"lab`n\"")]
    public void What_cannot_be_a_name_is_refused_by_whatever_takes_one(string name)
    {
        foreach (
            string cmdlet in new[] { "New-ReplicaPair", "Remove-ReplicaPair", "Start-ReplicaPair", "Get-ReplicaNode" }
        )
        {
            AssertFails($"{cmdlet} -Name {name}", "InvalidPairName", ErrorCategory.InvalidArgument, "For example: lab");
        }
    }

    [Fact]
    public void A_name_that_exists() =>
        AssertFails("New-ReplicaPair $lab", "PairExists", ErrorCategory.ResourceExists, "Remove-ReplicaPair");

    [Fact]
    public void A_follower_that_does_not_replay_what_it_receives() =>
        AssertFails(
            $"New-ReplicaPair {Refused} -Setting @{{ recovery_min_apply_delay = '1h' }}",
            "NotVerified",
            ErrorCategory.OperationTimeout,
            "try again"
        );

    [Theory]
    [InlineData(-1)]
    [InlineData(99)]
    public void A_number_of_followers_that_cannot_be(int count) =>
        AssertFails(
            $"New-ReplicaPair {Refused} -FollowerCount {count}",
            "InvalidFollowerCount",
            ErrorCategory.InvalidArgument,
            "0 to 16"
        );

    [Fact]
    public void A_port_in_use()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;

        AssertFails($"New-ReplicaPair {Refused} -Port {port}", "PortInUse", ErrorCategory.ResourceBusy, "-Port");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(65535)]
    public void A_port_that_cannot_be(int port) =>
        AssertFails($"New-ReplicaPair {Refused} -Port {port}", "InvalidPort", ErrorCategory.InvalidArgument, "1024");

    [Fact]
    public void A_folder_without_PostgreSQL() =>
        AssertFails(
            $"New-ReplicaPair {Refused} -PostgresPath '{Path.GetTempPath()}'",
            "PostgresNotFound",
            ErrorCategory.ObjectNotFound,
            "Give the folder that has them"
        );

    [Fact]
    public void A_PostgreSQL_that_is_too_old()
    {
        string folder = TestFolders.CreateReadable(Path.Combine(TestHome.Folder, "postgres-12"));
        foreach (string program in new[] { "postgres", "initdb", "pg_ctl" })
        {
            TestFolders.WriteScript(Path.Combine(folder, program), $"#!/bin/sh\necho '{program} (PostgreSQL) 12.22'\n");
        }

        AssertFails(
            $"New-ReplicaPair {Refused} -PostgresPath '{folder}'",
            "UnsupportedVersion",
            ErrorCategory.NotImplemented,
            "15 to 18"
        );
    }

    [Theory]
    [InlineData("-Engine External", "UnsupportedEngine", ErrorCategory.InvalidArgument, "Connect-ReplicaPair")]
    [InlineData("-Topology MultiLeader", "UnsupportedTopology", ErrorCategory.NotImplemented, "LeaderFollower")]
    [InlineData("-Mode Quorum -Quorum 2", "InvalidQuorum", ErrorCategory.InvalidArgument, "1 to 1")]
    [InlineData("-Mode Sync -FollowerCount 0", "NoFollower", ErrorCategory.InvalidArgument, "-FollowerCount 1")]
    [InlineData("-Setting @{ port = 1 }", "InvalidSetting", ErrorCategory.InvalidArgument, "port")]
    [InlineData("-Setting @{ no_such_setting = 1 }", "ServerStartFailed", ErrorCategory.ResourceUnavailable, "no_such")]
    [InlineData("-Setting @{ work_mem = 'much' }", "ServerStartFailed", ErrorCategory.ResourceUnavailable, "work_mem")]
    public void What_the_engine_cannot_do(string arguments, string id, ErrorCategory category, string advice) =>
        AssertFails($"New-ReplicaPair {Refused} {arguments}", id, category, advice);

    [Fact]
    public void Silence_is_kept_and_a_plain_catch_catches()
    {
        Assert.Equal(["next"], Engine.Invoke($"New-ReplicaPair $lab -ErrorAction SilentlyContinue; 'next'").Text);
        Assert.Equal(["caught"], Engine.Run("try { New-ReplicaPair $lab; 'made' } catch { 'caught' }"));
    }
}
