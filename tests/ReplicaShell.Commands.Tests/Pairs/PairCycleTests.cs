using System.Text.RegularExpressions;
using ReplicaShell.Commands.Tests.Engine;
using ReplicaShell.Core.Tests.Surroundings;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Commands.Tests.Pairs;

/// <summary>The life of a pair from the first command to the last, as a newcomer types it.</summary>
public sealed partial class PairCycleTests(EngineFixture engine) : ServerTests(engine), IClassFixture<EngineFixture>
{
    [Fact]
    public async Task A_pair_is_made_shown_stopped_started_and_removed_without_a_trace()
    {
        ReplicaPair made = Engine.Get<ReplicaPair>("New-ReplicaPair");
        Assert.Equal(("lab", PairState.Ready, "node1"), (made.Name, made.State, made.Leader));
        Assert.Equal([NodeRole.Leader, NodeRole.Follower], made.Nodes.Select(node => node.Role));
        Assert.Equal(ReplicationMode.Async, made.Mode);
        Assert.InRange(made.CreatedAt, DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow);
        foreach (PairDefinition pair in await new PairCatalogue().DefinitionsAsync(CancellationToken.None))
        {
            Leftovers.Remember(pair);
        }

        Assert.Equal(
            ["1", "1"],
            Engine.Run(
                "Invoke-ReplicaQuery -Sql 'select 1 as one' | ForEach-Object one;"
                    + "Invoke-ReplicaQuery -Sql 'select 1 as one' -Role Follower | ForEach-Object one"
            )
        );
        Assert.Contains("lab", Engine.Complete("Get-ReplicaPair l^"));
        Assert.Equal(["node1", "node2"], Engine.Complete("Get-ReplicaNode -Node ^"));

        Assert.Equal(PairState.Stopped, Engine.Get<ReplicaPair>("Get-ReplicaPair lab | Stop-ReplicaPair").State);
        Assert.Equal(PairState.Stopped, Engine.Get<ReplicaPair>("Stop-ReplicaPair").State);
        Assert.Equal(PairState.Ready, Engine.Get<ReplicaPair>("Get-ReplicaPair lab | Start-ReplicaPair").State);
        Assert.Equal(PairState.Ready, Engine.Get<ReplicaPair>("Start-ReplicaPair").State);

        Engine.Run("Remove-ReplicaPair lab -WhatIf; Remove-ReplicaPair lab -Force -WhatIf");
        Assert.Equal(PairState.Ready, Engine.Get<ReplicaPair>("Get-ReplicaPair lab").State);
        Engine.Run("Get-ReplicaPair lab | Remove-ReplicaPair -Force");
        AssertGone("lab");
    }

    [Fact]
    public void Its_shape_is_chosen_by_parameters()
    {
        ReplicaPair made = Engine.Get<ReplicaPair>(
            "New-ReplicaPair shape -FollowerCount 2 -Mode Sync -Dataset None -Setting @{ work_mem = '7MB' }"
        );

        Assert.Equal((3, ReplicationMode.Sync), (made.Nodes.Count, made.Mode));
        Assert.Equal(
            ["7MB", "7MB", "7MB"],
            Engine.Run("Get-ReplicaNode shape | Invoke-ReplicaQuery -Sql 'show work_mem' | ForEach-Object work_mem")
        );
        Assert.Equal(
            ["True"],
            Engine.Run(
                "Invoke-ReplicaQuery shape \"select to_regclass('inventory') is null as none\" | ForEach-Object none"
            )
        );
        Remove("shape");
    }

    [Fact]
    public void A_leader_alone_is_a_pair_to_which_followers_are_added()
    {
        ReplicaPair made = Engine.Get<ReplicaPair>("New-ReplicaPair alone -FollowerCount 0");
        Assert.Single(made.Nodes);

        ReplicaNode added = Engine.Get<ReplicaNode>("Get-ReplicaPair alone | Add-ReplicaFollower");

        Assert.Equal(("node2", NodeRole.Follower), (added.Node, added.Role));
        Assert.Equal(PairState.Ready, Engine.Get<ReplicaPair>("Get-ReplicaPair alone").State);
        Assert.Equal(
            ["7"],
            Engine.Run(
                "$null = Set-ReplicationMode alone Sync -Commit remote_apply; "
                    + "Invoke-ReplicaQuery alone 'create table t as select 7 as n'; "
                    + "(Invoke-ReplicaQuery alone 'select n from t' -Node node2).n"
            )
        );
        Remove("alone");
    }

    [Fact]
    public void WhatIf_makes_nothing()
    {
        Assert.Empty(Engine.Run("New-ReplicaPair never -WhatIf"));
        AssertGone("never");
    }

    [Fact]
    public void No_secret_is_shown_anywhere()
    {
        const string Script =
            "& { New-ReplicaPair discreet -Verbose; Get-ReplicaNode discreet; Get-ReplicationSlot discreet; "
            + "Get-ReplicationLag discreet; try { Invoke-ReplicaQuery discreet 'select broken' } catch { $_ } } *>&1";
        string shown = Engine.Show(Script);
        string processes = string.Join('\n', Leftovers.Processes(TestHome.Folder));
        string[] passwords =
        [
            .. Password()
                .Matches(File.ReadAllText(Path.Combine(TestHome.Folder, "pairs", "discreet", "secrets.json")))
                .Select(match => match.Value),
        ];

        Assert.Equal(2, passwords.Length);
        Assert.Contains("42703", shown, StringComparison.Ordinal);
        Assert.Contains("discreet", processes, StringComparison.Ordinal);
        Assert.All(passwords, word => Assert.DoesNotContain(word, shown + processes, StringComparison.Ordinal));
        Remove("discreet");
    }

    [GeneratedRegex("[0-9a-f]{32,}")]
    private static partial Regex Password();
}
