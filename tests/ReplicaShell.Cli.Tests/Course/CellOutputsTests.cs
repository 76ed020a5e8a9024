using System.Text.Json.Nodes;
using ReplicaShell.Kernel.Notebooks;
using ReplicaShell.Kernel.Protocol;

namespace ReplicaShell.Cli.Tests.Course;

public sealed class CellOutputsTests
{
    private readonly DisplayTable _displays = new();

    [Fact]
    public void What_comes_in_pieces_of_one_stream_is_one_output()
    {
        var outputs = Outputs();
        Write(outputs, "stdout", "a");
        Write(outputs, "stdout", "b\nc");
        Write(outputs, "stderr", "d");
        Write(outputs, "stdout", "e");

        var kept = outputs.ToJson();

        Assert.Equal(
            ["""["ab\n","c"]""", """["d"]""", """["e"]"""],
            kept.Select(output => output!["text"]!.ToJsonString())
        );
    }

    [Theory]
    [InlineData("10 %\r20 %\rready\n", "ready\n")]
    [InlineData("100\r5\n", "500\n")]
    [InlineData("a\r\nb\r\n", "a\nb\n")]
    [InlineData("working\r", "working")]
    public void A_line_that_was_written_over_is_kept_as_it_was_left(string written, string kept)
    {
        Assert.Equal(kept, TerminalText.Settle(written));
    }

    [Fact]
    public void An_update_reaches_every_output_of_that_name_in_whatever_cell()
    {
        var first = Outputs();
        Show(first, "display_data", "one", "bar");
        var earlier = first.ToJson();
        var second = Outputs();
        Show(second, "display_data", "two", "bar");
        Show(second, "display_data", "other", "foo");
        Show(second, "update_display_data", "three", "bar");
        Show(second, "update_display_data", "nobody", "unknown");

        var texts = earlier.Concat(second.ToJson()).Select(output => (string)output!["data"]!["text/plain"]![0]!);

        Assert.Equal(["three", "three", "other"], texts);
    }

    [Fact]
    public void A_display_that_was_taken_back_is_not_kept()
    {
        var outputs = Outputs();
        Show(outputs, "display_data", "10 %", "bar");
        Show(outputs, "display_data", "result", "other");
        Show(outputs, "update_display_data", "", "bar");
        var kept = outputs.ToJson();

        MimeBundle.RemoveEmpty(kept);

        Assert.Equal("result", (string)Assert.Single(kept)!["data"]!["text/plain"]![0]!);
    }

    [Fact]
    public void Cleared_output_goes_at_once_or_when_the_next_comes()
    {
        var outputs = Outputs();
        Write(outputs, "stdout", "a");
        Take(outputs, "clear_output", new JsonObject { ["wait"] = true });
        Assert.Single(outputs.ToJson());

        outputs = Outputs();
        Write(outputs, "stdout", "a");
        Take(outputs, "clear_output", new JsonObject { ["wait"] = true });
        Write(outputs, "stdout", "b");
        Assert.Equal("b", (string)outputs.ToJson().Single()!["text"]![0]!);

        Take(outputs, "clear_output", new JsonObject { ["wait"] = false });
        Assert.Empty(outputs.ToJson());
    }

    [Fact]
    public void A_cell_that_never_stops_writing_is_cut_and_says_so_once()
    {
        var outputs = Outputs();
        var line = new string('x', 999_999) + "\n";
        for (var i = 0; i < 20; i++)
        {
            Write(outputs, "stdout", line);
            Show(outputs, "display_data", line, "big");
        }

        var kept = outputs.ToJson();

        Assert.InRange(kept.ToJsonString().Length, 4_000_000, 9_000_000);
        Assert.Single(
            kept,
            output => output!["text"]?.ToJsonString().Contains("left out", StringComparison.Ordinal) == true
        );
    }

    private CellOutputs Outputs() => new(_displays, new OutputBudget().NextCell());

    private static void Write(CellOutputs outputs, string stream, string text) =>
        Take(outputs, "stream", new JsonObject { ["name"] = stream, ["text"] = text });

    private static void Show(CellOutputs outputs, string type, string text, string id) =>
        Take(
            outputs,
            type,
            new JsonObject
            {
                ["data"] = new JsonObject { ["text/plain"] = text },
                ["metadata"] = new JsonObject(),
                ["transient"] = new JsonObject { ["display_id"] = id },
            }
        );

    private static void Take(CellOutputs outputs, string type, JsonObject content) =>
        outputs.Take(Message.Following(null, type, content));
}
