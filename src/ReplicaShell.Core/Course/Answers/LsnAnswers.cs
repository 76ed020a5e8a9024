using System.Buffers;
using System.Text.Json;
using ReplicaShell.Engines.Local.Files;

namespace ReplicaShell.Course.Answers;

/// <summary>What a learner's function for distances answered, call by call.</summary>
internal static class LsnAnswers
{
    /// <summary>Calls the function on every question.</summary>
    /// <returns>A list of calls with their answers, as JSON.</returns>
    public static async Task<JsonElement> CollectAsync(
        LearnerFunction function,
        IReadOnlyList<LsnQuestion> questions,
        CancellationToken cancellationToken
    )
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            foreach (var question in questions)
            {
                object?[] arguments = [question.Later, question.Earlier];
                var (value, error) = await function.CallAsync(arguments, cancellationToken);
                json.WriteStartObject();
                json.WriteString("later", question.Later);
                json.WriteString("earlier", question.Earlier);
                json.WriteString("answer", WholeNumbers.Text(value));
                json.WriteString("otherwise", error ?? (WholeNumbers.Text(value) is null ? Describe(value) : null));
                json.WriteBoolean("refused", error is not null || value is null or false);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        using var document = JsonDocument.Parse(buffer.WrittenMemory);
        return document.RootElement.Clone();
    }

    /// <summary>The calls with their answers, out of that JSON.</summary>
    public static IReadOnlyList<LsnAnswer> Read(JsonElement calls) =>
        [
            .. calls
                .EnumerateArray()
                .Select(call => new LsnAnswer(
                    call.Text("later"),
                    call.Text("earlier"),
                    call.TextOrNull("answer"),
                    call.TextOrNull("otherwise"),
                    call.Flag("refused")
                )),
        ];

    private static string Describe(object? value) =>
        value is null ? "nothing" : $"{Likeness.Text(value)} ({value.GetType().Name})";
}
