using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ReplicaShell.Kernel.Protocol;

namespace ReplicaShell.Kernel.Notebooks;

/// <summary>Turns what a kernel publishes while a cell runs into the outputs that the notebook keeps, as Jupyter does.</summary>
/// <param name="displays">What can be updated, over all cells of the notebook.</param>
/// <param name="budget">How much more is kept.</param>
internal sealed class CellOutputs(DisplayTable displays, OutputBudget budget)
{
    private readonly List<(JsonObject Output, StringBuilder? Text)> kept = [];
    private bool clearsBeforeNext;

    /// <summary>Takes one message.</summary>
    public void Take(Message message)
    {
        var content = message.Content;
        switch (message.Type)
        {
            case "stream":
                Write(NotebookText.Of(content["name"]) ?? "stdout", NotebookText.Of(content["text"]) ?? "");
                break;
            case "display_data" or "execute_result":
                Show(message.Type, content);
                break;
            case "update_display_data":
                displays.Update(DisplayTable.IdOf(content), content);
                break;
            case "clear_output":
                clearsBeforeNext = content["wait"]?.GetValueKind() == JsonValueKind.True;
                if (!clearsBeforeNext)
                {
                    kept.Clear();
                }

                break;
            case "error":
                Add(ErrorOutput(content));
                break;
        }
    }

    /// <summary>The outputs, as the notebook's file holds them.</summary>
    public JsonArray ToJson()
    {
        foreach (var (output, text) in kept.Where(one => one.Text is not null))
        {
            output["text"] = NotebookText.Lines(TerminalText.Settle(text!.ToString()));
        }

        return new JsonArray([.. kept.Select(one => one.Output)]);
    }

    private static JsonObject ErrorOutput(JsonObject content) =>
        new()
        {
            ["output_type"] = "error",
            ["ename"] = NotebookText.Of(content["ename"]) ?? "",
            ["evalue"] = NotebookText.Of(content["evalue"]) ?? "",
            ["traceback"] = content["traceback"]?.DeepClone() ?? new JsonArray(),
        };

    // What comes in one stream is one output, however it came.
    private void Write(string stream, string text)
    {
        text = budget.Take(text, out var isCut);
        if (text.Length > 0)
        {
            Prepare();
            if (kept is [.., { Text: { } open } last] && (string?)last.Output["name"] == stream)
            {
                open.Append(text);
            }
            else
            {
                kept.Add((StreamOutput(stream), new StringBuilder(text)));
            }
        }

        if (isCut)
        {
            AddNote();
        }
    }

    private void Show(string type, JsonObject content)
    {
        var output = new JsonObject
        {
            ["output_type"] = type,
            ["data"] = MimeBundle.ForFile(content["data"]),
            ["metadata"] = content["metadata"]?.DeepClone() ?? new JsonObject(),
        };
        if (type == "execute_result")
        {
            output["execution_count"] = content["execution_count"]?.DeepClone();
        }

        if (Add(output) && DisplayTable.IdOf(content) is { } id)
        {
            displays.Add(id, output);
        }
    }

    private bool Add(JsonObject output)
    {
        var fits = budget.TryTake(output, out var isCut);
        if (fits)
        {
            Prepare();
            kept.Add((output, null));
        }

        if (isCut)
        {
            AddNote();
        }

        return fits;
    }

    private void Prepare()
    {
        if (clearsBeforeNext)
        {
            kept.Clear();
            clearsBeforeNext = false;
        }
    }

    private void AddNote() => kept.Add((StreamOutput("stderr"), new StringBuilder(OutputBudget.Note)));

    private static JsonObject StreamOutput(string stream) => new() { ["output_type"] = "stream", ["name"] = stream };
}
