using System.Text.Json.Nodes;

namespace ReplicaShell.Cli.Tests.Kernel.Languages;

/// <summary>What PowerShell offers in a notebook, where no pwsh is installed, too.</summary>
public sealed class PwshCompletionTests
{
    [Fact]
    public async Task Commands_parameters_values_and_members_complete()
    {
        (string Code, string Expected)[] cases =
        [
            ("New-ReplicaPa", "New-ReplicaPair"),
            ("New-ReplicaPair -Follower", "-FollowerCount"),
            ("New-ReplicaPair -Mode As", "Async"),
            ("$lsn.Val", "Value"),
            ("$when.Yea", "Year"),
            ("$one.Quan", "Quantity"),
            ("Get-ReplicaPair | ForEach-Object { $_.CreatedA", "CreatedAt"),
            ("(Get-ReplicaPair lab).Nod", "Nodes"),
            ("foreach ($n in (Get-ReplicaPair lab).Nodes) { $n.LagB", "LagBytes"),
            ("[ReplicaShell.Topology.Lsn]::Pars", "Parse("),
            ("[datetime]::UtcNow.AddDay", "AddDays("),
            ("'abc'.Subs", "Substring("),
        ];

        var results = await KernelSession.RunAsync(
            KernelSession.Pwsh,
            [
                KernelSession.Cell(
                    "$lsn = [ReplicaShell.Topology.Lsn]'0/1'; $when = [datetime]::Now; $one = [pscustomobject]@{ Quantity = 1 }"
                ),
                .. cases.Select(one => new JsonObject { ["complete"] = one.Code }),
            ]
        );

        Assert.Equal(
            cases.Select(one => one.Expected),
            results.Skip(1).Select(result => (string?)result!["reply"]!["matches"]!.AsArray().FirstOrDefault())
        );
    }
}
