using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ReplicaShell.Kernel.Notebooks;

/// <summary>Reads and writes notebooks. What was read and not changed is written as it was, byte by byte.</summary>
internal static class NotebookFile
{
    private const int LargestFile = 64 * 1024 * 1024;
    private const int Format = 4;
    private const int Minor = 5;

    // What front ends keep of a session: other at every save, and of no use to the next reader.
    private static readonly string[] CellLeftovers = ["execution", "ExecuteTime", "vscode", "trusted"];
    private static readonly string[] NotebookLeftovers = ["orig_nbformat", "signature", "vscode", "widgets"];

    /// <summary>Reads a notebook; one of an older format 4 becomes one of 4.5.</summary>
    /// <exception cref="Errors.ReplicaException"><c>InvalidNotebook</c>: no file, no JSON, no notebook of format 4.</exception>
    public static Notebook Read(string path)
    {
        try
        {
            if (new FileInfo(path).Length > LargestFile)
            {
                throw NotebookErrors.InvalidNotebook(path, "it is larger than 64 MB");
            }

            var json = JsonNode.Parse(File.ReadAllBytes(path)) as JsonObject;
            if (json?["nbformat"]?.GetValueKind() != JsonValueKind.Number || (int)json["nbformat"]! != Format)
            {
                throw NotebookErrors.InvalidNotebook(path, "it is not of format 4");
            }

            // What is no text (a lone half of a character) or stands twice shows itself only when it is looked at.
            NotebookJson.Write(json);
            return Complete(path, json);
        }
        catch (Exception e)
            when (e
                    is IOException
                        or UnauthorizedAccessException
                        or JsonException
                        or InvalidOperationException
                        or FormatException
                        or ArgumentException
            )
        {
            throw NotebookErrors.InvalidNotebook(path, e.Message, e);
        }
    }

    /// <summary>Writes a notebook: the file is the old one or the new one, never half of it.</summary>
    public static void Write(Notebook notebook, string path)
    {
        var draft = path + ".draft";
        File.WriteAllText(draft, Text(notebook), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        File.Move(draft, path, overwrite: true);
    }

    /// <summary>The text of a notebook's file.</summary>
    public static string Text(Notebook notebook) => NotebookJson.Write(notebook.Json);

    private static Notebook Complete(string path, JsonObject json)
    {
        var metadata = json["metadata"] as JsonObject ?? [];
        json["metadata"] = metadata.Parent is null ? metadata : json["metadata"];
        Array.ForEach(NotebookLeftovers, name => metadata.Remove(name));
        if (json["nbformat_minor"]?.GetValueKind() != JsonValueKind.Number || (int)json["nbformat_minor"]! < Minor)
        {
            json["nbformat_minor"] = Minor;
        }

        var items = json["cells"] as JsonArray ?? throw NotebookErrors.InvalidNotebook(path, "it has no cells");
        var cells = items.OfType<JsonObject>().Select((cell, index) => new NotebookCell(cell, index + 1)).ToList();
        if (cells.Count != items.Count)
        {
            throw NotebookErrors.InvalidNotebook(path, "one of its cells is none");
        }

        cells.ForEach(Complete);
        CellIds.Complete(cells);
        return new Notebook(path, json, cells);
    }

    private static void Complete(NotebookCell cell)
    {
        cell.Json["source"] = NotebookText.Lines(cell.Source);
        if (cell.Json["metadata"] is JsonObject metadata)
        {
            Array.ForEach(CellLeftovers, name => metadata.Remove(name));
        }
        else
        {
            cell.Json["metadata"] = new JsonObject();
        }

        if (cell.IsCode)
        {
            cell.ExecutionCount = cell.ExecutionCount;
            if (cell.Json["outputs"] is not JsonArray)
            {
                cell.Outputs = [];
            }
        }
    }
}
