using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ReplicaShell.Kernel.Server;

/// <summary>The cells of this session, for the history of front ends. It ends with the kernel.</summary>
internal sealed class SessionHistory
{
    private readonly List<(int Line, string Code)> cells = [];

    /// <summary>Keeps a cell.</summary>
    public void Add(int line, string code) => cells.Add((line, code));

    /// <summary>What a history request asks for: the last cells, a range of lines, or those that fit a pattern.</summary>
    public JsonArray Of(JsonObject request)
    {
        var most = (int?)request["n"] ?? int.MaxValue;
        var found = (string?)request["hist_access_type"] switch
        {
            "range" => Range((int?)request["session"] ?? 0, (int?)request["start"] ?? 0, (int?)request["stop"]),
            "search" => Search((string?)request["pattern"] ?? "*", (bool?)request["unique"] ?? false).TakeLast(most),
            _ => cells.TakeLast(most),
        };
        // Outputs are not kept: where they are asked for they are said to be none.
        var withOutput = (bool?)request["output"] ?? false;
        return
        [
            .. found.Select(cell => new JsonArray(
                0,
                cell.Line,
                withOutput ? new JsonArray(cell.Code, null) : JsonValue.Create(cell.Code)
            )),
        ];
    }

    private IEnumerable<(int Line, string Code)> Range(int session, int start, int? stop) =>
        session == 0 ? cells.Where(cell => cell.Line >= start && (stop is null || cell.Line < stop)) : [];

    private IEnumerable<(int Line, string Code)> Search(string pattern, bool unique)
    {
        var expression = "^" + Regex.Escape(pattern).Replace("\\*", ".*").Replace("\\?", ".") + "$";
        var found = cells.Where(cell =>
            Regex.IsMatch(cell.Code, expression, RegexOptions.Singleline, TimeSpan.FromSeconds(1))
        );
        // Of equal ones the last, as it is the nearest.
        return unique ? found.Reverse().DistinctBy(cell => cell.Code).Reverse() : found;
    }
}
