using System.Buffers;
using System.Globalization;
using System.Text.Json;
using ReplicaShell.Engines.Local.Files;

namespace ReplicaShell.Course.Answers;

/// <summary>What a learner's alert rule said to every sample of every scenario.</summary>
internal static class AlertAnswers
{
    /// <summary>Calls the rule on each sample, with those before it where it wants them.</summary>
    /// <returns>A list of scenarios, as JSON.</returns>
    public static async Task<JsonElement> CollectAsync(
        LearnerFunction rule,
        IReadOnlyList<AlertScenario> scenarios,
        CancellationToken cancellationToken
    )
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            foreach (var scenario in scenarios)
            {
                json.WriteStartObject();
                json.WriteString("name", scenario.Name);
                json.WriteBoolean("cut", scenario.CutAt is not null);
                json.WriteNumber("within", scenario.FireWithin.TotalSeconds);
                json.WriteStartArray("samples");
                for (var index = 0; index < scenario.Readings.Count; index++)
                {
                    await WriteAsync(json, rule, scenario, index, cancellationToken);
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        using var document = JsonDocument.Parse(buffer.WrittenMemory);
        return document.RootElement.Clone();
    }

    /// <summary>What it said, out of that JSON.</summary>
    public static IReadOnlyList<AlertAnswer> Read(JsonElement scenarios) =>
        [
            .. scenarios
                .EnumerateArray()
                .Select(scenario => new AlertAnswer(
                    scenario.Text("name"),
                    scenario.Flag("cut"),
                    TimeSpan.FromSeconds(scenario.GetProperty("within").GetDouble()),
                    [.. scenario.GetProperty("samples").EnumerateArray().Select(ReadSample)]
                )),
        ];

    private static AlertSample ReadSample(JsonElement sample) =>
        new(
            TimeSpan.FromSeconds(sample.GetProperty("at").GetDouble()),
            sample.Flag("fires"),
            sample.TextOrNull("error"),
            sample.Text("seen")
        );

    private static async Task WriteAsync(
        Utf8JsonWriter json,
        LearnerFunction rule,
        AlertScenario scenario,
        int index,
        CancellationToken cancellationToken
    )
    {
        var reading = scenario.Readings[index];
        object?[] arguments =
            rule.Parameters.Count == 1 ? [reading] : [reading, Earlier(rule, scenario.Readings.Take(index))];
        var (value, error) = await rule.CallAsync(arguments, cancellationToken);
        var since = scenario.CutAt ?? scenario.Readings[0].Time;
        json.WriteStartObject();
        json.WriteNumber("at", (reading.Time - since).TotalSeconds);
        json.WriteBoolean("fires", value is true);
        // A rule that says nothing when all is well is a rule.
        json.WriteString("error", error ?? (value is null or bool ? null : $"it returned {Likeness.Text(value)}"));
        json.WriteString("seen", Seen(reading));
        json.WriteEndObject();
    }

    private static object Earlier(LearnerFunction rule, IEnumerable<LagReading> readings) =>
        rule.Parameters[1] == typeof(List<LagReading>) ? readings.ToList() : readings.ToArray();

    private static string Seen(LagReading reading) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{reading.Time:HH:mm:ss.f} LagBytes {reading.LagBytes}, ReplayedLsn {reading.ReplayedLsn}, SinceReplay {reading.SinceReplay?.TotalSeconds:0.0} s"
        );
}
