using ReplicaShell.Cli.Tests.Running;
using static ReplicaShell.Cli.Tests.Kernel.KernelSession;

namespace ReplicaShell.Cli.Tests.Kernel;

/// <summary>An interrupt of a cell that has broken something: what it broke heals. On a real pair.</summary>
public sealed class InterruptedFaultTests
{
    [Fact]
    public async Task Faults_and_drills_heal_when_their_cell_is_interrupted()
    {
        using var home = new ScratchFolder();
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(home.Path, (UnixFileMode)0b111_101_101);
        }

        // Healed is the network; the follower connects anew when it sees that.
        const string state = """
            using (var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20)))
            {
                while ((await PairReader.ReadAsync(pair, limit.Token)).State != PairState.Ready)
                {
                    await Task.Delay(50, limit.Token);
                }
            }

            var now = await PairReader.ReadAsync(pair, default);
            $"{now.State} {string.Join(' ', now.Nodes.Select(node => node.State))}"
            """;
        var results = await RunAsync(
            CSharp,
            [("REPLICASHELL_HOME", home.Path), ("REPLICASHELL_SPARES", "0")],
            Cell(
                "#!pwsh\n$null = New-ReplicaPair lab\n#!csharp\nvar pair = await new PairCatalogue().OpenAsync(\"lab\", default);"
            ),
            InterruptedCell(
                """
                await using (await NetworkFault.InjectAsync(pair, pair.Leader, old => old with { Cut = NetworkCut.Silent }, Interrupt))
                {
                    Console.WriteLine("ready");
                    await Task.Delay(-1, Interrupt);
                }
                """
            ),
            Cell(state),
            InterruptedCell(
                """
                var cut = await NetworkFault.InjectAsync(
                    pair, pair.Leader, old => old with { Cut = NetworkCut.Silent }, default);
                Console.WriteLine("ready");
                await Task.Delay(-1);
                """
            ),
            Cell(state),
            InterruptedCell(
                "#!pwsh\nUse-ReplicaFault { Disconnect-ReplicaNode lab node1 -Silent; [Console]::WriteLine('ready');"
                    + " while ($true) { } }"
            ),
            Cell(state),
            InterruptedCell(
                """
                var told = new Progress<ProgressReport>(_ => Console.WriteLine("ready"));
                await DataLossDrill.RunAsync(pair, new DataLossOptions { Count = 500_000 }, told, Interrupt);
                """
            ),
            Cell(state),
            Cell("var lab = await Lab.OpenAsync();"),
            InterruptedCell("Console.WriteLine(\"ready\"); await lab.LoadAsync(TimeSpan.FromMinutes(5));"),
            Cell(
                """
                const string rows = "select count(*) from inventory";
                var before = await lab.ValueAsync(rows, "leader");
                await Task.Delay(500);
                Equals(before, await lab.ValueAsync(rows, "leader"))
                """
            ),
            InterruptedCell(
                "var held = await lab.CutAsync(silent: true); Console.WriteLine(\"ready\"); while (true) { }"
            ),
            Cell(state),
            InterruptedCell(
                """
                var other = await lab.CutAsync("node2", silent: true);
                Console.WriteLine("ready");
                await lab.LoadAsync(TimeSpan.FromMinutes(5));
                """
            ),
            Cell(state),
            Cell("#!pwsh\nRemove-ReplicaPair lab -Force")
        );

        Assert.All(
            results.Where((_, i) => i is > 0 and < 8 && i % 2 == 1),
            one => Assert.EndsWith("Interrupted.", Text(one), StringComparison.Ordinal)
        );
        Assert.All(
            results.Where((_, i) => i is > 0 and <= 8 && i % 2 == 0),
            one => Assert.Equal("Ready Running Running", Text(one))
        );
        // What a lab was doing for the cell ends with it, though nobody gave it a token.
        Assert.EndsWith("Interrupted.", Text(results[10]), StringComparison.Ordinal);
        Assert.Equal("True", Text(results[11]));
        for (var broken = 12; broken <= 14; broken += 2)
        {
            Assert.EndsWith("Interrupted.", Text(results[broken]), StringComparison.Ordinal);
            Assert.Equal("Ready Running Running", Text(results[broken + 1]));
        }

        Assert.Equal("ok", (string?)results[16]!["reply"]!["status"]);
    }
}
