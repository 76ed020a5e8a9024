using System.Text.Json.Nodes;
using static ReplicaShell.Cli.Tests.Kernel.KernelSession;

namespace ReplicaShell.Cli.Tests.Kernel;

/// <summary>The requests besides cells.</summary>
public sealed class RequestTests
{
    [Fact]
    public async Task Names_are_explained()
    {
        var results = await RunAsync(
            CSharp,
            Cell("var quantity = 3;"),
            Inspect("quantity + 1", 4),
            Inspect("Lsn.Parse(\"0/1\")", 7),
            Inspect("#!pwsh\nNew-ReplicaPair lab", 12),
            Inspect("#!pwsh\n$PSVersionTable", 12),
            Inspect("1 + 1", 1)
        );

        string[] texts = [.. results.Skip(1).Select(one => (string?)one!["reply"]!["data"]!["text/plain"] ?? "")];
        Assert.Equal("int quantity", texts[0].Split(' ', 2)[1]);
        Assert.Contains("Parse(string text)", texts[1], StringComparison.Ordinal);
        Assert.Contains("Reads the text hi/lo", texts[1], StringComparison.Ordinal);
        Assert.Contains("-FollowerCount", texts[2], StringComparison.Ordinal);
        Assert.Contains("$PSVersionTable", texts[3], StringComparison.Ordinal);
        Assert.False((bool)results[5]!["reply"]!["found"]!);
    }

    [Fact]
    public async Task History_is_that_of_the_session_and_silent_cells_are_none()
    {
        var silent = Cell("3");
        silent["options"] = new JsonObject { ["silent"] = true };
        var unkept = Cell("4");
        unkept["options"] = new JsonObject { ["store_history"] = false };
        var results = await RunAsync(
            CSharp,
            Cell("var a = 1;"),
            silent,
            unkept,
            Cell("a + 1"),
            History(new JsonObject { ["hist_access_type"] = "tail", ["n"] = 1 }),
            History(
                new JsonObject
                {
                    ["hist_access_type"] = "range",
                    ["start"] = 1,
                    ["stop"] = 2,
                }
            ),
            History(
                new JsonObject
                {
                    ["hist_access_type"] = "search",
                    ["pattern"] = "*a*",
                    ["n"] = 9,
                }
            )
        );

        Assert.Empty(results[1]!["outputs"]!.AsArray());
        string[] lists = [.. results.Skip(4).Select(one => one!["reply"]!["history"]!.ToJsonString())];
        Assert.Equal(["[[0,2,\"a \\u002B 1\"]]", "[[0,1,\"var a = 1;\"]]"], lists[..2]);
        Assert.Equal(2, results[6]!["reply"]!["history"]!.AsArray().Count);
    }

    [Fact]
    public async Task What_the_kernel_does_not_know_is_refused_and_not_left_unanswered()
    {
        var results = await RunAsync(
            CSharp,
            Send("debug_request", new JsonObject()),
            Send("comm_open", new JsonObject { ["comm_id"] = "7", ["target_name"] = "widget" }),
            Send("execute_request", new JsonObject { ["code"] = 5 }),
            Cell("1")
        );

        Assert.Equal("UnknownRequest", (string?)results[0]!["reply"]!["ename"]);
        var closed = Assert.Single(results[1]!["outputs"]!.AsArray());
        Assert.Equal(("comm_close", "7"), ((string?)closed!["type"], (string?)closed["comm_id"]));
        Assert.Equal("error", (string?)results[2]!["reply"]!["status"]);
        Assert.Equal("1", Text(results[3]));
    }

    [Fact]
    public async Task Several_clients_share_one_session_and_each_hears_its_own_replies()
    {
        var second = Cell("x + 1");
        second["second"] = true;
        var results = await RunAsync(CSharp, Cell("var x = 1;"), second, Cell("x + 2"));

        Assert.Equal(["", "2", "3"], results.Select(Text));
        Assert.Equal([1, 2, 3], results.Select(one => (int)one!["count"]!));
    }

    [Fact]
    public async Task A_restarted_kernel_has_forgotten_all()
    {
        var results = await RunAsync(CSharp, Cell("var x = 1;"), new JsonObject { ["restart"] = true }, Cell("x"));

        Assert.Equal("CompilationError", (string?)results[2]!["reply"]!["ename"]);
        Assert.Equal(1, (int)results[2]!["count"]!);
    }

    private static JsonObject Inspect(string code, int at) => new() { ["inspect"] = code, ["at"] = at };

    private static JsonObject History(JsonObject options) => new() { ["history"] = options };

    private static JsonObject Send(string type, JsonObject content) => new() { ["send"] = type, ["content"] = content };
}
