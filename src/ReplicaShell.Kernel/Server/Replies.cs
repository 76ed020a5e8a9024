using System.Text.Json.Nodes;
using ReplicaShell.Kernel.Cells;
using ReplicaShell.Kernel.Protocol;

namespace ReplicaShell.Kernel.Server;

/// <summary>The contents of replies.</summary>
internal static class Replies
{
    public static JsonObject Ok() => new() { ["status"] = "ok" };

    public static JsonObject Ok(string name, JsonNode value) => new() { ["status"] = "ok", [name] = value };

    public static JsonObject Nothing() =>
        new()
        {
            ["status"] = "ok",
            ["found"] = false,
            ["data"] = new JsonObject(),
            ["metadata"] = new JsonObject(),
        };

    public static JsonObject Executed(int count) =>
        new()
        {
            ["status"] = "ok",
            ["execution_count"] = count,
            ["payload"] = new JsonArray(),
            ["user_expressions"] = new JsonObject(),
        };

    public static JsonObject Result(JsonObject data, int count) =>
        new()
        {
            ["data"] = data,
            ["metadata"] = new JsonObject(),
            ["execution_count"] = count,
        };

    public static JsonObject Error(CellFailure failure) =>
        new()
        {
            ["status"] = "error",
            ["ename"] = failure.Name,
            ["evalue"] = failure.Message,
            ["traceback"] = new JsonArray([.. failure.Trace.Select(line => JsonValue.Create(line))]),
        };

    public static JsonObject Completions(Completions found) =>
        new()
        {
            ["status"] = "ok",
            ["matches"] = new JsonArray([.. found.Matches.Select(match => JsonValue.Create(match))]),
            ["cursor_start"] = found.Start,
            ["cursor_end"] = found.End,
            ["metadata"] = new JsonObject(),
        };

    public static JsonObject KernelInfo(string language) =>
        new()
        {
            ["status"] = "ok",
            ["protocol_version"] = Message.ProtocolVersion,
            ["implementation"] = "replicashell",
            ["implementation_version"] = typeof(Replies).Assembly.GetName().Version!.ToString(3),
            ["banner"] = "ReplicaShell",
            ["language_info"] = new JsonObject
            {
                ["name"] = language == CellParser.Pwsh ? "powershell" : "C#",
                ["version"] = language == CellParser.Pwsh ? "7.6" : "14",
                ["mimetype"] = language == CellParser.Pwsh ? "text/x-powershell" : "text/x-csharp",
                ["file_extension"] = language == CellParser.Pwsh ? ".ps1" : ".cs",
            },
        };
}
