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

    public static JsonObject Found(string text) =>
        new()
        {
            ["status"] = "ok",
            ["found"] = true,
            ["data"] = new JsonObject { ["text/plain"] = text },
            ["metadata"] = new JsonObject(),
        };

    public static JsonObject Executed(int count, JsonObject expressions) =>
        new()
        {
            ["status"] = "ok",
            ["execution_count"] = count,
            ["payload"] = new JsonArray(),
            ["user_expressions"] = expressions,
        };

    public static JsonObject Result(JsonObject data, JsonObject? metadata, int count) =>
        new()
        {
            ["data"] = data,
            ["metadata"] = metadata ?? [],
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
            ["language_info"] =
                language == CellParser.Pwsh
                    ? Language("powershell", "7.6", "text/x-powershell", ".ps1", "powershell", "powershell")
                    : Language("C#", "14", "text/x-csharp", ".cs", "csharp", "text/x-csharp"),
            ["help_links"] = new JsonArray(),
        };

    // The last two are how Jupyter's pages and editors know it (Pygments, CodeMirror).
    private static JsonObject Language(
        string name,
        string version,
        string mime,
        string extension,
        string lexer,
        string mode
    ) =>
        new()
        {
            ["name"] = name,
            ["version"] = version,
            ["mimetype"] = mime,
            ["file_extension"] = extension,
            ["pygments_lexer"] = lexer,
            ["codemirror_mode"] = mode,
            ["nbconvert_exporter"] = "script",
        };
}
