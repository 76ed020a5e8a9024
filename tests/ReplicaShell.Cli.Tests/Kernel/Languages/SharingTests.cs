using ReplicaShell.Errors;
using ReplicaShell.Kernel.Cells;

namespace ReplicaShell.Cli.Tests.Kernel.Languages;

/// <summary>What the languages of a session hand to each other.</summary>
public sealed class SharingTests
{
    [Fact]
    public async Task A_pair_is_typed_in_CSharp_and_goes_back_as_what_it_was()
    {
        var results = await KernelLab.RunAsync(
            KernelSession.Cell("$pair = Get-ReplicaPair lab; $nodes = Get-ReplicaNode lab"),
            KernelSession.Cell(
                "#!csharp\n#!share --from pwsh pair\n#!share --from pwsh nodes\n"
                    + "ReplicaPair same = pair; ReplicaNode[] all = nodes; var leader = all.Single(one => one.Name == same.Leader);\n"
                    + "Console.Write($\"{same.State} {leader.Role}\");"
            ),
            KernelSession.Cell(
                "#!share --from csharp leader\n$leader -is [ReplicaShell.Topology.ReplicaNode]; ($leader | Get-ReplicaNode).Name"
            ),
            KernelSession.Cell("$rows = Invoke-ReplicaQuery lab 'select 6 as six union all select 7 order by six'"),
            KernelSession.Cell(
                "#!csharp\n#!share --from pwsh rows\nvar sum = 0; foreach (var row in rows) sum += row.six;\nConsole.Write(sum);"
            )
        );

        Assert.Equal(["", "Ready Leader", "True\nnode1\n", "", "13"], results.Select(KernelSession.Text));
    }

    [Fact]
    public async Task Values_of_every_kind_are_shared()
    {
        var results = await KernelSession.RunAsync(
            KernelSession.Pwsh,
            KernelSession.Cell(
                "$one = [pscustomobject]@{ Name = 'x' }; $map = @{ a = 1 }; $none = $null; $mixed = 1, 'a'; $empty = @()"
            ),
            KernelSession.Cell(
                "#!csharp\n#!share --from pwsh one\n#!share --from pwsh map\n#!share --from pwsh none\n#!share --from pwsh mixed\n"
                    + "#!share --from pwsh empty\nConsole.Write($\"{one.Name} {map[\"a\"]} {none is null} {mixed.Length} {empty.Length}\");"
            ),
            KernelSession.Cell(
                "#!csharp\nrecord Point(int X); var point = new Point(3); var pair = (1, \"b\"); Func<int, int> next = i => i + 1;"
            ),
            KernelSession.Cell(
                "#!share --from csharp point\n#!set --name tuple --value @csharp:pair\n#!share next --from csharp --as f\n\"$($point.X) $($tuple.Item2) $($f.Invoke(4))\""
            ),
            KernelSession.Cell("#!csharp\n#!share --from pwsh point --as again\nConsole.Write(again.X);"),
            KernelSession.Cell("#!csharp\n#!share --from pwsh one --as class\n1")
        );

        Assert.Equal(["", "x 1 True 2 0", "", "3 b 5\n", "3"], results.Take(5).Select(KernelSession.Text));
        Assert.Equal("InvalidVariableName", (string?)results[5]!["reply"]!["ename"]);
    }

    [Theory]
    [InlineData("#!share --from csharp x", "csharp", "x", "x")]
    [InlineData("#!share x --from C# --as y", "csharp", "x", "y")]
    [InlineData("#!share --from pwsh $x", "pwsh", "x", "x")]
    [InlineData("#!share --name x --from powershell", "pwsh", "x", "x")]
    [InlineData("#!set --name y --value @csharp:x", "csharp", "x", "y")]
    public void A_request_is_read_in_every_spelling(string line, string from, string name, string other)
    {
        var part = Assert.Single(CellParser.Parse(line, CellParser.Pwsh));

        Assert.Equal(new SharedVariable(from, name, other), part.Share);
    }

    [Theory]
    [InlineData("#!import a.ipynb", "#r")]
    [InlineData("#!connect postgres", "Connect-ReplicaPair")]
    [InlineData("#!time", "Stopwatch")]
    [InlineData("#!markdown", "markdown cell")]
    [InlineData("#!fsharp", "C# and PowerShell")]
    [InlineData("#!share x", "#!share --from")]
    [InlineData("#!share --from fsharp x", "#!share --from")]
    public void A_line_of_NET_Interactive_that_is_not_here_says_what_is(string line, string advice)
    {
        var error = Assert.Throws<ReplicaException>(() => CellParser.Parse($"1\n{line}\n2", CellParser.CSharp));

        Assert.Equal("UnknownMagic", error.ErrorId);
        Assert.Contains(advice, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_line_of_a_script_is_code()
    {
        var part = Assert.Single(CellParser.Parse("#!/usr/bin/env pwsh\n1", CellParser.Pwsh));

        Assert.Equal("#!/usr/bin/env pwsh\n1", part.Code);
    }
}
