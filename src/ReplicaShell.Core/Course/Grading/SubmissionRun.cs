using System.Text.Json;

namespace ReplicaShell.Course.Grading;

/// <summary>What became of a submitted notebook, as the process that executed it tells.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Cell">The cell at which it ended, from 1; null when it completed or did not begin.</param>
/// <param name="Message">Why it ended there; null when it completed.</param>
/// <param name="CellsRun">How many cells of code ran.</param>
/// <param name="Output">The end of what they showed.</param>
/// <param name="Duration">How long it took.</param>
internal sealed record SubmissionRun(
    SubmissionStatus Status,
    int? Cell,
    string? Message,
    int CellsRun,
    string Output,
    TimeSpan Duration
)
{
    private const int LongestOutput = 4000;

    /// <summary>Reads a line of <c>replicashell course run --json</c>; null when it is none.</summary>
    public static SubmissionRun? Parse(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            var cell = root.GetProperty("cell");
            var message = root.GetProperty("message");
            return new SubmissionRun(
                StatusOf(root.GetProperty("status").GetString()),
                cell.ValueKind == JsonValueKind.Number ? cell.GetInt32() : null,
                message.ValueKind == JsonValueKind.String ? GradeText.Clean(message.GetString()) : null,
                root.GetProperty("cellsRun").GetInt32(),
                GradeText.CleanEnd(root.GetProperty("output").GetString(), LongestOutput),
                TimeSpan.FromSeconds(Math.Clamp(root.GetProperty("seconds").GetDouble(), 0, 1e6))
            );
        }
        catch (Exception e)
            when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    private static SubmissionStatus StatusOf(string? status) =>
        status switch
        {
            "Completed" => SubmissionStatus.Completed,
            "Failed" => SubmissionStatus.Failed,
            "TimedOut" => SubmissionStatus.TimedOut,
            _ => SubmissionStatus.Crashed,
        };
}
