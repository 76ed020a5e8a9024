using System.Text.Json.Nodes;

namespace ReplicaShell.Cli.Tests.Kernel;

/// <summary>What a notebook shows of results: pictures, tables and text, in the order in which a cell puts them out.</summary>
public sealed class ViewTests
{
    private const string Html = "text/html";
    private const string Png = "image/png";
    private const string Text = "text/plain";

    [Fact]
    public async Task Results_of_cmdlets_have_a_picture_a_page_and_the_text_of_the_engine()
    {
        var results = await KernelLab.RunAsync(
            KernelSession.Cell("Get-ReplicaPair lab"),
            KernelSession.Cell("Get-ReplicaNode lab"),
            KernelSession.Cell("Invoke-DataLossDrill lab -Count 5")
        );

        Assert.Equal(
            [
                [Png, Text],
                [Html, Text],
            ],
            Shown(results[0])
        );
        Assert.Equal(
            [
                [Html, Text],
            ],
            Shown(results[1])
        );
        Assert.Equal(
            [
                [Png, Text],
                [Html, Text],
            ],
            // What takes long shows its progress first.
            Shown(results[2]).TakeLast(2)
        );
        var (picture, page) = (Outputs(results[0])[0], Outputs(results[0])[1]);
        Assert.StartsWith("iVBOR", (string?)picture["data"]![Png], StringComparison.Ordinal);
        Assert.Equal(1000, (int)picture["metadata"]![Png]!["width"]!);
        Assert.StartsWith("lab: node1 leads node2. Ready,", (string?)picture["data"]![Text], StringComparison.Ordinal);
        Assert.Contains(">node2</td>", (string?)page["data"]![Html], StringComparison.Ordinal);
        Assert.StartsWith("Name         State      Mode ", (string?)page["data"]![Text], StringComparison.Ordinal);
        var (drawn, verdict) = (Outputs(results[2])[^2], Outputs(results[2])[^1]);
        Assert.Contains(
            "5 of 5 acknowledged writes are lost",
            (string?)verdict["data"]![Html],
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "lab: node1 crashed, node2 took over",
            (string?)drawn["data"]![Text],
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task What_a_cell_puts_out_stays_in_its_order_and_errors_are_errors()
    {
        var results = await KernelLab.RunAsync(
            KernelSession.Cell("'before'; Get-ReplicaNode lab; 'between'; Get-ReplicaPair nosuch; 'after'"),
            KernelSession.Cell("Get-ReplicaNode lab; throw 'no'"),
            KernelSession.Cell(
                """
                $format = [psobject].Assembly.GetType('Microsoft.PowerShell.Commands.FormatDefaultCommand')
                Get-ReplicaNode lab | & ([Management.Automation.CmdletInfo]::new('Format-Default', $format))
                """
            ),
            KernelSession.Cell("[pscustomobject]@{ a = 1 }")
        );

        Assert.Equal(["stdout", "display_data", "stdout", "stderr", "stdout"], Kinds(results[0]));
        Assert.StartsWith(
            "PairNotFound: There is no pair",
            (string?)Outputs(results[0]).First(output => Kind(output) == "stderr")["text"],
            StringComparison.Ordinal
        );
        Assert.Equal("ok", (string?)results[0]["reply"]!["status"]);
        Assert.Equal(["display_data", "error"], Kinds(results[1]));
        Assert.StartsWith("Pair         Node ", Data(results[1], Text), StringComparison.Ordinal);
        Assert.StartsWith("Pair         Node ", KernelSession.Text(results[2]).TrimStart(), StringComparison.Ordinal);
        Assert.Equal(["stdout"], Kinds(results[2]));
        Assert.Equal(["stdout"], Kinds(results[3]));
    }

    [Theory]
    [InlineData("Get-ReplicationLag lab -Count 40 -Interval 0.1", "Pair: lab")]
    [InlineData(
        """
            #!csharp
            var pair = await new PairCatalogue().OpenAsync("lab", default);
            var options = new LagOptions { Count = 40, Interval = TimeSpan.FromSeconds(0.1) };
            new LagSampler(new PairSampleSource(pair)).SampleAsync(options, default)
            """,
        "Time (UTC)"
    )]
    public async Task A_lag_stream_is_a_plot_that_grows_and_in_the_end_complete(string code, string text)
    {
        var outputs = Outputs((await KernelLab.RunAsync(KernelSession.Cell(code)))[0]);

        var (picture, table) = (outputs[0], outputs[1]);
        Assert.Equal(["display_data", "display_data"], outputs.Take(2).Select(Kind));
        Assert.Equal([Png, Text], Types(picture));
        Assert.Equal([Html, Text], Types(table));
        Assert.All(outputs.Skip(2), output => Assert.Equal("update_display_data", Kind(output)));
        var pictures = Updates(outputs, picture).Select(one => (string?)one["data"]![Png]).Distinct().ToArray();
        Assert.InRange(pictures.Length, 3, 15);
        var last = Updates(outputs, table).Last()["data"]!;
        Assert.Contains("The last 10 of 40.", (string?)last[Html], StringComparison.Ordinal);
        Assert.Contains(text, (string?)last[Text], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Get-ReplicationLag lab -Continuous -Interval 0.05")]
    [InlineData(
        """
            #!csharp
            var pair = await new PairCatalogue().OpenAsync("lab", default);
            new LagSampler(new PairSampleSource(pair)).SampleAsync(new LagOptions { Interval = TimeSpan.FromSeconds(0.05) }, default)
            """
    )]
    public async Task A_lag_stream_that_is_interrupted_keeps_what_came(string code)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs signals");
        var results = await KernelLab.RunAsync(
            new JsonObject
            {
                ["run"] = code,
                ["interrupt"] = "signal",
                ["shown"] = true,
            },
            KernelSession.Cell("'goes on'")
        );

        var outputs = Outputs(results[0]);
        Assert.Equal("error", Kind(outputs[^1]));
        Assert.Equal([Png, Text], Types(outputs[0]));
        Assert.Equal([Html, Text], Types(outputs[1]));
        Assert.NotEqual((string?)outputs[0]["data"]![Png], (string?)Updates(outputs, outputs[0]).Last()["data"]![Png]);
        Assert.Equal("goes on\n", KernelSession.Text(results[1]));
    }

    [Fact]
    public async Task CSharp_shows_the_same_results_also_those_that_PowerShell_hands_over()
    {
        var results = await KernelLab.RunAsync(
            KernelSession.Cell("$nodes = Get-ReplicaNode lab; $lag = Get-ReplicationLag lab -Count 2 -Interval 0.01"),
            KernelSession.Cell("#!csharp\n#!share --from pwsh nodes\nnodes.Where(node => node.LagBytes == 0).ToList()"),
            KernelSession.Cell("#!csharp\n#!share --from pwsh lag\nlag"),
            KernelSession.Cell("#!csharp\nawait new PairCatalogue().GetAsync(\"lab\", default)"),
            KernelSession.Cell("#!csharp\n(object)null"),
            KernelSession.Cell("#!csharp\nLsn.Parse(\"0/10\")"),
            KernelSession.Cell("#!csharp\nvar plot = new Plot(); plot.Add.Signal(new[] { 1, 4, 2 }); plot")
        );

        Assert.Equal(
            [
                [Html, Text],
            ],
            Shown(results[1])
        );
        Assert.Equal(
            [
                [Png, Text],
                [Html, Text],
            ],
            Shown(results[2])
        );
        Assert.Equal(["display_data", "execute_result"], Kinds(results[3]));
        Assert.Empty(Outputs(results[4]));
        Assert.Equal("0/10", KernelSession.Text(results[5]));
        Assert.Equal(
            [
                [Png, Text],
            ],
            Shown(results[6])
        );
    }

    private static JsonNode[] Outputs(JsonNode result) => [.. result["outputs"]!.AsArray().Select(output => output!)];

    private static string Kind(JsonNode output) => (string?)output["name"] ?? (string)output["type"]!;

    /// <summary>
    /// The kinds of a cell's outputs, a text once in however many pieces it came; a display that is completed on a slow
    /// machine is one display.
    /// </summary>
    private static string[] Kinds(JsonNode result) =>
        [
            .. Outputs(result)
                .Select(Kind)
                .Where(kind => kind != "update_display_data")
                .Aggregate(
                    new List<string>(),
                    (kinds, kind) => kinds is [.., var last] && last == kind ? kinds : [.. kinds, kind]
                ),
        ];

    private static string[] Types(JsonNode output) =>
        [.. (output["data"] as JsonObject ?? []).Select(form => form.Key).Order()];

    private static string[][] Shown(JsonNode result) => [.. Outputs(result).Select(Types)];

    /// <summary>The first form of that type among a cell's outputs.</summary>
    private static string Data(JsonNode result, string type) =>
        Outputs(result).Select(output => (string?)output["data"]?[type]).First(text => text is not null)!;

    private static IEnumerable<JsonNode> Updates(JsonNode[] outputs, JsonNode shown) =>
        outputs.Where(output => Name(output) == Name(shown));

    private static string? Name(JsonNode output) => (string?)output["transient"]?["display_id"];
}
