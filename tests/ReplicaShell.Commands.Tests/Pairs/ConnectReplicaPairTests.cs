using System.Management.Automation;
using ReplicaShell.Commands.Tests.Engine;
using ReplicaShell.Core.Tests.Surroundings;
using ReplicaShell.Pairs;
using ReplicaShell.Replication;
using ReplicaShell.Replication.Health;
using ReplicaShell.Topology;

namespace ReplicaShell.Commands.Tests.Pairs;

/// <summary>A pair of real servers that is attached, as if somebody else ran them; in scripts it is $ext.</summary>
public sealed class ConnectReplicaPairTests(LabFixture lab) : LabTests(lab), IClassFixture<LabFixture>
{
    private string _leader = string.Empty;
    private string _follower = string.Empty;

    private string Attached => $"{Pair}-ext";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        (_leader, _follower) = await ConnectionStringsAsync(Pair);
        Engine.Run(
            "$global:ext = $args[0]; $global:leader, $global:follower = $args[1..2]",
            Attached,
            _leader,
            _follower
        );
    }

    public override async ValueTask DisposeAsync()
    {
        Engine.Invoke("Remove-ReplicaPair $ext -Force -ErrorAction SilentlyContinue");
        await base.DisposeAsync();
    }

    [Fact]
    public void It_is_a_pair_as_others_are()
    {
        var pair = Engine.Get<ReplicaPair>("Connect-ReplicaPair $ext -Leader $leader -Follower $follower");

        Assert.Equal((PairState.Ready, EngineKind.External, "node1"), (pair.State, pair.Engine, pair.Leader));
        Assert.Equal(["node1", "node2"], pair.Nodes.Select(node => node.Node));
        Assert.Equal([NodeState.Running, NodeState.Running], pair.Nodes.Select(node => node.State));
        Assert.Equal(
            State().Nodes.Select(node => (node.Host, node.Port)),
            pair.Nodes.Select(node => (node.Host, node.Port))
        );
        Assert.Equal(State().PostgresVersion, pair.PostgresVersion);
    }

    [Fact]
    public void Statements_lag_slots_and_load_work_on_it()
    {
        Attach();

        Assert.Equal(["5433"], Engine.Run("(Invoke-ReplicaQuery $ext 'select 5433 as v' -Role Follower).v"));
        Assert.Equal(LagState.Streaming, Engine.Get<ReplicationLag>("Get-ReplicationLag $ext -Count 1").State);
        Assert.Equal(["node2"], Engine.Run("(Get-ReplicationSlot $ext).Name"));
        Assert.Equal(
            ["True"],
            Engine.Run("(Invoke-ReplicaWorkload $ext -Duration 1s -Client 1 -Force).Acknowledged -gt 0")
        );
        Assert.Equal(["node1", "node2"], Engine.Run("(Get-ReplicaNode $ext).Node"));
    }

    [Fact]
    public void Its_health_is_looked_at_and_the_advice_is_what_can_be_done_from_here()
    {
        Attach();
        Assert.All(
            Engine.Invoke("Test-ReplicaHealth $ext").Output.Select(check => (HealthCheck)check.BaseObject),
            check => Assert.True(check.Status is HealthStatus.Ok || check.Name == "DiskSpace", $"{check}")
        );

        Engine.Run("$null = Stop-ReplicaNode $lab node2");
        try
        {
            HealthCheck receiver = Engine.Get<HealthCheck>("Test-ReplicaHealth $ext -Check Receiver");
            Assert.Equal((HealthStatus.Critical, "It is started where it runs."), (receiver.Status, receiver.Advice));
        }
        finally
        {
            Engine.Run("$null = Start-ReplicaNode $lab node2");
        }
    }

    [Fact]
    public void An_address_will_do()
    {
        var port = State().Nodes[0].Port;
        var password = Password(_leader);

        var pair = Engine.Get<ReplicaPair>(
            "Connect-ReplicaPair $ext $args[0]",
            $"postgresql://postgres:{Uri.EscapeDataString(password)}@127.0.0.1:{port}/appdb?sslmode=disable"
        );

        Assert.Equal((PairState.Ready, 1), (pair.State, pair.Nodes.Count));
    }

    [Fact]
    public void Its_passwords_are_the_owners_alone_and_never_shown()
    {
        Attach();

        var shown = Engine.Show(
            "Get-ReplicaPair $ext; Get-ReplicaNode $ext; (Get-ReplicaPair $ext).psobject.Properties.Value"
        );
        shown += Engine.Invoke("Connect-ReplicaPair $ext $leader $follower -Verbose 4>&1").Terminated?.ToString();
        shown += string.Concat(Engine.Run("Connect-ReplicaPair $ext-2 $leader $follower -WhatIf"));
        Assert.DoesNotContain(Password(_leader), shown, StringComparison.Ordinal);

        var folder = Path.Combine(TestHome.Folder, "external", Attached);
        Assert.DoesNotContain(
            Password(_leader),
            File.ReadAllText(Path.Combine(folder, "pair.json")),
            StringComparison.Ordinal
        );
        if (!OperatingSystem.IsWindows())
        {
            foreach (var file in Directory.GetFiles(folder))
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            }
        }
    }

    [Theory]
    [InlineData("Stop-ReplicaPair $ext")]
    [InlineData("Stop-ReplicaNode $ext node2")]
    [InlineData("Suspend-ReplicaNode $ext node2")]
    [InlineData("Resume-ReplicaNode $ext node2")]
    [InlineData("Invoke-LeaderCrash $ext")]
    [InlineData("Invoke-LeaderCrash $ext -Method Remove")]
    [InlineData("Disconnect-ReplicaNode $ext node2")]
    [InlineData("Set-ReplicaLink $ext node2 -Delay 1s")]
    [InlineData("Add-ReplicaFollower $ext")]
    [InlineData("Invoke-DataLossDrill $ext")]
    public void What_is_not_ours_is_not_broken(string script)
    {
        Attach();

        AssertFails(script, "UnsupportedFault", ErrorCategory.NotImplemented, "where they are run");

        Assert.Equal(PairState.Ready, Engine.Get<ReplicaPair>("Get-ReplicaPair $ext").State);
    }

    [Fact]
    public void A_healthy_leader_is_not_failed_over_by_force_either()
    {
        Attach();

        AssertFails("Invoke-ReplicaFailover $ext -Force", "LeaderHealthy", ErrorCategory.InvalidOperation, "lead");
        Assert.Equal(PairState.Ready, Engine.Get<ReplicaPair>("Get-ReplicaPair $ext").State);
    }

    [Theory]
    [InlineData("Set-ReplicationMode $ext Sync")]
    [InlineData("Suspend-WalReplay $ext")]
    [InlineData("Set-ReplicationDelay $ext -Delay 1s")]
    [InlineData("Invoke-ReplicaWorkload $ext -Duration 1s")]
    [InlineData("Invoke-ReplicaFailover $ext")]
    public void A_change_is_asked_about(string script)
    {
        Attach();
        var before = Setting();

        // Nobody sits before the screen of this shell.
        Assert.Contains("Nobody is here to answer", Engine.Fail(script).ToString(), StringComparison.Ordinal);

        Assert.Equal(before, Setting());

        string Setting() =>
            Assert.Single(
                Engine.Run(
                    "(Invoke-ReplicaQuery $ext \"select current_setting('synchronous_standby_names') || pg_is_wal_replay_paused()"
                        + " || current_setting('recovery_min_apply_delay') || (select count(*) from inventory) as v\" -Node node2).v"
                )
            );
    }

    [Fact]
    public void Force_changes_without_a_question_and_it_can_be_undone()
    {
        Attach();

        var paused = Engine.Get<ReplicaNode>("Suspend-WalReplay $ext -Force");
        var resumed = Engine.Get<ReplicaNode>("Resume-WalReplay $ext -Confirm:$false");

        Assert.Equal((NodeState.CatchingUp, NodeState.Running), (paused.State, resumed.State));
    }

    [Fact]
    public void It_must_be_a_leader_and_its_follower()
    {
        AssertFails(
            "Connect-ReplicaPair $ext $follower $leader",
            "NotALeader",
            ErrorCategory.InvalidOperation,
            "-Leader"
        );
        AssertFails(
            "Connect-ReplicaPair $ext $leader $leader",
            "NotAFollower",
            ErrorCategory.InvalidOperation,
            "-Follower"
        );
        AssertFails(
            "Connect-ReplicaPair $ext $leader $follower, $follower",
            "AmbiguousFollower",
            ErrorCategory.InvalidOperation,
            "cluster_name"
        );
        AssertNotKept();
    }

    [Fact]
    public async Task A_follower_of_another_leader_is_none_of_this_one()
    {
        // Made from the same template, so even the system identifiers are the same, and so are the names.
        var stranger = $"{Pair}-other";
        Engine.Run("$null = New-ReplicaPair $args[0]", stranger);
        try
        {
            var (_, follower) = await ConnectionStringsAsync(stranger);
            Engine.Run("$global:stranger = $args[0]", follower);

            AssertFails(
                "Connect-ReplicaPair $ext $leader $stranger",
                "FollowerNotStreaming",
                ErrorCategory.InvalidOperation,
                "primary_conninfo"
            );
            AssertNotKept();
        }
        finally
        {
            Remove(stranger);
        }
    }

    [Fact]
    public void A_follower_that_does_not_stream_is_refused()
    {
        Engine.Run("$null = Disconnect-ReplicaNode $lab node2");
        try
        {
            AssertFails(
                "Connect-ReplicaPair $ext $leader $follower",
                "FollowerNotStreaming",
                ErrorCategory.InvalidOperation,
                "when it streams"
            );
        }
        finally
        {
            Engine.Run("$null = Connect-ReplicaNode $lab node2");
        }

        AssertNotKept();
    }

    [Theory]
    [InlineData(
        "Host=127.0.0.1;Port=1;Password=sesame",
        "ServerUnreachable",
        ErrorCategory.ResourceUnavailable,
        "psql"
    )]
    [InlineData("Host=a,b;Password=sesame", "InvalidConnectionString", ErrorCategory.InvalidArgument, "one host")]
    [InlineData("Password=open;sesame", "InvalidConnectionString", ErrorCategory.InvalidArgument, "For example")]
    [InlineData("Host=127.0.0.1;sesame=1", "InvalidConnectionString", ErrorCategory.InvalidArgument, "For example")]
    [InlineData("postgresql://me:sesame@:x/", "InvalidConnectionString", ErrorCategory.InvalidArgument, "For example")]
    public void What_cannot_be_reached_is_said_without_the_password(
        string leader,
        string id,
        ErrorCategory category,
        string advice
    )
    {
        var error = AssertFails($"Connect-ReplicaPair $ext '{leader}'", id, category, advice);

        Assert.DoesNotContain("sesame", error.Exception.ToString(), StringComparison.Ordinal);
        AssertNotKept();
    }

    [Fact]
    public void A_wrong_password_and_a_user_who_may_not_look_are_refused()
    {
        var port = State().Nodes[0].Port;
        Engine.Run("Invoke-ReplicaQuery $lab \"create role visitor login password 'visitor'\"");
        try
        {
            AssertFails(
                $"Connect-ReplicaPair $ext 'Host=127.0.0.1;Port={port};Username=visitor;Password=wrong'",
                "ServerRefused",
                ErrorCategory.PermissionDenied,
                "pg_hba.conf"
            );
            AssertFails(
                $"Connect-ReplicaPair $ext 'Host=127.0.0.1;Port={port};Username=visitor;Password=visitor'",
                "MissingPrivilege",
                ErrorCategory.PermissionDenied,
                "grant pg_monitor"
            );
        }
        finally
        {
            Engine.Run("Invoke-ReplicaQuery $lab 'drop role visitor'");
        }

        AssertNotKept();
    }

    [Fact]
    public void A_name_is_a_pairs_whatever_its_engine()
    {
        Attach();

        foreach (
            var script in new[]
            {
                "Connect-ReplicaPair $lab $leader",
                "Connect-ReplicaPair $ext $leader",
                "New-ReplicaPair $ext",
            }
        )
        {
            AssertFails(script, "PairExists", ErrorCategory.ResourceExists, "Choose another name");
        }

        AssertFails("Connect-ReplicaPair 'No' $leader", "InvalidPairName", ErrorCategory.InvalidArgument, "lower-case");
        AssertFails(
            "New-ReplicaPair $ext-2 -Engine External",
            "UnsupportedEngine",
            ErrorCategory.InvalidArgument,
            "Connect-ReplicaPair"
        );
    }

    [Fact]
    public async Task A_leader_that_is_gone_cannot_be_fenced_from_here_so_only_force_promotes()
    {
        var own = $"{Pair}-own";
        Engine.Run("$null = New-ReplicaPair $args[0]", own);
        try
        {
            var (leader, follower) = await ConnectionStringsAsync(own);
            Engine.Run("$null = Connect-ReplicaPair $ext $args[0] $args[1]", leader, follower);
            Engine.Run("$null = Invoke-LeaderCrash $args[0]", own);
            Assert.Equal(PairState.NoLeader, Engine.Get<ReplicaPair>("Get-ReplicaPair $ext").State);

            AssertFails("Start-ReplicaPair $ext", "UnsupportedFault", ErrorCategory.NotImplemented, "start node1");
            AssertFails(
                "Invoke-ReplicaFailover $ext -Confirm:$false",
                "FenceFailed",
                ErrorCategory.InvalidOperation,
                "bar writes"
            );
            Assert.Equal(["node2"], Engine.Run("(Invoke-ReplicaFailover $ext -Force 3>$null).NewLeader"));

            Assert.Equal("node2", Engine.Get<ReplicaPair>("Get-ReplicaPair $ext").Leader);
            Assert.Empty(Engine.Run("Invoke-ReplicaQuery $ext 'delete from inventory where productId = 1'"));
        }
        finally
        {
            Remove(own);
        }
    }

    [Fact]
    public void Removing_forgets_it_and_leaves_the_servers_alone()
    {
        Attach();

        Engine.Run("Remove-ReplicaPair $ext -Force");

        AssertNotKept();
        Assert.Equal(PairState.Ready, State().State);
    }

    private void Attach() => Engine.Run("$null = Connect-ReplicaPair $ext -Leader $leader -Follower $follower");

    private void AssertNotKept()
    {
        AssertFails("Remove-ReplicaPair $ext", "PairNotFound", ErrorCategory.ObjectNotFound, "Get-ReplicaPair");
        Assert.False(Directory.Exists(Path.Combine(TestHome.Folder, "external", Attached)));
    }

    private static string Password(string connectionString) =>
        new Npgsql.NpgsqlConnectionStringBuilder(connectionString).Password!;

    private static async Task<(string Leader, string Follower)> ConnectionStringsAsync(string name)
    {
        await using var pair = await new PairCatalogue().OpenAsync(name, CancellationToken.None);
        return (pair.ConnectionString(pair.Leader), pair.ConnectionString(pair.Follower(null)));
    }
}
