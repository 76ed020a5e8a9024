using ReplicaShell.Checkers;
using ReplicaShell.Errors;
using ReplicaShell.Failover.Switchover;
using ReplicaShell.Plotting.Reports;
using ReplicaShell.Topology;
using SkiaSharp;

namespace ReplicaShell.Plotting.Tests;

public sealed class ReportExportTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("replicashell-reports-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_drill_as_html_is_one_file_that_needs_nothing_else()
    {
        var html = Save("loss.html", [Samples.Drill()]);

        Assert.Single(Directory.GetFiles(_folder));
        Assert.StartsWith("<!DOCTYPE html>", html, StringComparison.Ordinal);
        Assert.Single(Pictures(html));
        Assert.DoesNotContain("http", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.Contains("Lost keys: 22-41.", html, StringComparison.Ordinal);
        Assert.Contains("productId 22, written at 12:00:00.720 by client 0 on node1 and acknowledged", html);
        Assert.Contains("there is no seed", html, StringComparison.Ordinal);
        Assert.Contains("<th>ReplicaShell</th>", html, StringComparison.Ordinal);
        InOrder(
            html,
            "node1 is cut off from its followers",
            "key 22 is acknowledged, the first of those that are lost",
            "the last process of node1 is gone",
            "the failover begins",
            "node2 is elected",
            "node1 is fenced",
            "node2 is promoted, timeline 2",
            "node2 acknowledges its first write"
        );
    }

    [Fact]
    public void A_split_brain_tells_both_histories()
    {
        var html = Save("split.html", [SplitBrainSamples.Drill()]);

        Assert.Single(Pictures(html));
        Assert.Contains("only on node1", html, StringComparison.Ordinal);
        Assert.Contains("only on node2", html, StringComparison.Ordinal);
        InOrder(
            html,
            "node1 is cut off from the other nodes",
            "node2 is promoted, timeline 2",
            "the network is mended"
        );
        InOrder(html, "Timeline (UTC)", "The two histories", "The election");
    }

    [Fact]
    public void A_switchover_tells_its_phases_and_what_its_client_saw()
    {
        var html = Save(
            "switch.html",
            [
                new SwitchResult
                {
                    Pair = "lab",
                    OldLeader = "node1",
                    NewLeader = "node2",
                    OldTimeline = 1,
                    NewTimeline = 2,
                    Mode = ReplicationMode.SemiSync,
                    StartedAt = Samples.Noon,
                    Phases =
                    [
                        new("Stop", TimeSpan.Zero, TimeSpan.FromMilliseconds(57)),
                        new("Promote", TimeSpan.FromMilliseconds(61), TimeSpan.FromMilliseconds(44)),
                    ],
                    LastWriteBefore = TimeSpan.FromMilliseconds(2),
                    FirstWriteAfter = TimeSpan.FromMilliseconds(110),
                    Acknowledged = 28,
                    Unknown = 1,
                    Total = TimeSpan.FromMilliseconds(579),
                    Streaming = ["node1"],
                },
            ]
        );

        Assert.Contains("108 ms without an acknowledged write", html, StringComparison.Ordinal);
        Assert.Contains("28 acknowledged, 1 unknown", html, StringComparison.Ordinal);
        InOrder(html, "Stop", "57.0", "Promote", "44.0");
    }

    [Fact]
    public void As_markdown_it_has_its_picture_beside_it()
    {
        var text = Save("loss.md", [Samples.Drill()]);

        Assert.Contains("](<loss.png>)", text, StringComparison.Ordinal);
        using var picture = SKBitmap.Decode(File.ReadAllBytes(Path.Combine(_folder, "loss.png")));
        Assert.Equal(2000, picture.Width);
        Assert.Contains("| Attempted | Acknowledged | Lost |", text, StringComparison.Ordinal);
        Assert.Contains("| 28 | 25 | 20 |", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_of_the_pair_are_told_but_no_secrets()
    {
        var pair = new PairDefinition
        {
            Name = "lab",
            Engine = EngineKind.Local,
            CreatedAt = Samples.Noon,
            PostgresVersion = "15.18",
            Leader = "node2",
            Nodes = [],
            Settings = new Dictionary<string, string>
            {
                ["work_mem"] = "16MB",
                ["primary_conninfo"] = "password=hunter2",
                ["ssl_passphrase_command"] = "echo hunter2",
            },
        };

        var html = Save("loss.html", [Samples.Drill()], pair);

        Assert.Contains("<th>work_mem</th><td>16MB</td>", html, StringComparison.Ordinal);
        Assert.Contains("<th>primary_conninfo</th><td>(not shown)</td>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", html, StringComparison.Ordinal);
    }

    [Fact]
    public void What_belongs_together_has_one_picture()
    {
        var failover = Samples.Failover(Samples.Noon.AddSeconds(2), 2300);
        var workload = Samples.Workload(failover.StartedAt, failover.Total);
        var verdict = LostWritesChecker.Check(workload.History, Enumerable.Range(1, 100_000));

        var html = Save("all.html", [failover, workload, verdict]);

        Assert.Single(Pictures(html));
        Assert.Contains("Failover of lab: node2 took over from node1, and 2 more", html, StringComparison.Ordinal);
        Assert.Contains("<h2>The load</h2>", html, StringComparison.Ordinal);
        Assert.Contains("<h2>Verdict</h2>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_drills_have_a_picture_each()
    {
        var text = Save("two.md", [Samples.Drill(), Samples.Drill(written: 3)]);

        Assert.Contains("](<two.png>)", text, StringComparison.Ordinal);
        Assert.Contains("](<two-2.png>)", text, StringComparison.Ordinal);
        Assert.Equal(3, Directory.GetFiles(_folder).Length);
    }

    [Fact]
    public void A_measurement_tells_its_seed_and_every_failover()
    {
        var html = Save("measure.html", [Samples.Measurement()]);

        Assert.Single(Pictures(html));
        Assert.Contains("<th>Seed</th><td>4711</td>", html, StringComparison.Ordinal);
        Assert.Contains("152.5 (137.5 to 167.5)", html, StringComparison.Ordinal);
        // A row for each of its groups, and for each failover.
        Assert.Equal(2 + 8, html.Split("<td>Async</td>").Length - 1 + html.Split("<td>Sync</td>").Length - 1);
    }

    [Fact]
    public void What_somebody_else_wrote_is_text_and_not_markup()
    {
        const string Evil = "<img src=x onerror=alert(1)> [a](b) | `c`";
        var verdict = Samples.Drill().Verdict with { Explanation = Evil };

        var html = Save("evil.html", [verdict]);
        var text = Save("evil.md", [verdict]);

        Assert.DoesNotContain("<img src=x", html, StringComparison.Ordinal);
        Assert.Contains(@"\<img src=x onerror=alert(1)\> \[a\](b) \| \`c\`", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_has_no_report_is_refused_with_advice()
    {
        foreach (
            var results in (object[][])
                [
                    ["text"],
                    [17],
                    [Samples.Pair()],
                    [Samples.Drill(), 17],
                ]
        )
        {
            var error = Assert.Throws<ReplicaException>(() => Save("a.html", results));

            Assert.Equal("UnsupportedReport", error.ErrorId);
            Assert.Contains("Invoke-DataLossDrill", error.Message, StringComparison.Ordinal);
        }

        Assert.Equal("NothingToReport", Assert.Throws<ReplicaException>(() => Save("a.html", [])).ErrorId);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Theory]
    [InlineData("a.pdf", "UnsupportedReportFormat")]
    [InlineData("a", "UnsupportedReportFormat")]
    [InlineData("nowhere/a.html", "ReportNotWritten")]
    public void A_file_that_cannot_be_is_refused(string name, string id)
    {
        var error = Assert.Throws<ReplicaException>(() => Save(name, [Samples.Drill()]));

        Assert.Equal(id, error.ErrorId);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    private string Save(string name, IReadOnlyList<object> results, params PairDefinition[] pairs) =>
        File.ReadAllText(ReportExport.Save(results, Path.Combine(_folder, name), pairs).FullName);

    private static string[] Pictures(string html) => html.Split("src=\"data:image/png;base64,iVBORw0KGgo")[1..];

    private static void InOrder(string text, params string[] parts)
    {
        var at = 0;
        foreach (var part in parts)
        {
            var found = text.IndexOf(part, at, StringComparison.Ordinal);
            Assert.True(found >= 0, $"'{part}' is not there, or too early.");
            at = found;
        }
    }
}
