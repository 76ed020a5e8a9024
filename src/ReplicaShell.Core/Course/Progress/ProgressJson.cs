using System.Globalization;
using System.Text.Json;
using ReplicaShell.Engines.Local.Files;

namespace ReplicaShell.Course.Progress;

/// <summary>How progress looks on disk.</summary>
internal static class ProgressJson
{
    public static readonly StateFormat<CourseProgress> Format = new(Write, Read);

    private static void Write(Utf8JsonWriter json, CourseProgress progress)
    {
        json.WriteStartObject("exercises");
        foreach (var (number, unit) in progress.Units)
        {
            json.WriteStartObject(number.ToString(CultureInfo.InvariantCulture));
            Write(json, unit);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, UnitProgress unit)
    {
        json.WriteNumber("seed", unit.Seed);
        json.WriteString("pair", unit.Pair);
        json.WriteString("startedAt", unit.StartedAt);
        json.WriteBoolean("passed", unit.Passed);
        json.WriteTexts("ground", unit.Ground);
        json.WriteTexts("materials", unit.Materials);
        json.WriteStartObject("answers");
        foreach (var (task, answer) in unit.Answers)
        {
            json.WriteStartObject(task);
            json.WriteString("submittedAt", answer.SubmittedAt);
            json.WriteString("text", answer.Text);
            json.WritePropertyName("value");
            answer.Value.WriteTo(json);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        WriteNumbers(json, "hints", unit.Hints);
        WriteNumbers(json, "points", unit.Points);
    }

    private static CourseProgress Read(JsonElement item) =>
        new()
        {
            Units = item.GetProperty("exercises")
                .EnumerateObject()
                .ToDictionary(unit => int.Parse(unit.Name, CultureInfo.InvariantCulture), unit => ReadUnit(unit.Value)),
        };

    private static UnitProgress ReadUnit(JsonElement item) =>
        new()
        {
            Seed = item.Number("seed"),
            Pair = item.Text("pair"),
            StartedAt = item.GetProperty("startedAt").GetDateTimeOffset(),
            Passed = item.Flag("passed"),
            Ground = item.Texts("ground"),
            Materials = item.Texts("materials"),
            Answers = item.GetProperty("answers")
                .EnumerateObject()
                .ToDictionary(answer => answer.Name, answer => ReadAnswer(answer.Value)),
            Hints = Numbers(item.GetProperty("hints")),
            Points = Numbers(item.GetProperty("points")),
        };

    private static Answer ReadAnswer(JsonElement item) =>
        new()
        {
            SubmittedAt = item.GetProperty("submittedAt").GetDateTimeOffset(),
            Text = item.Text("text"),
            Value = item.GetProperty("value").Clone(),
        };

    private static Dictionary<string, int> Numbers(JsonElement item) =>
        item.EnumerateObject().ToDictionary(number => number.Name, number => number.Value.GetInt32());

    private static void WriteNumbers(Utf8JsonWriter json, string name, IReadOnlyDictionary<string, int> numbers)
    {
        json.WriteStartObject(name);
        foreach (var (key, value) in numbers)
        {
            json.WriteNumber(key, value);
        }

        json.WriteEndObject();
    }
}
