using System.Buffers;
using System.Collections;
using System.Globalization;
using System.Text.Json;

namespace ReplicaShell.Course.Progress;

/// <summary>Answers as JSON: a number, a text, or a list of them.</summary>
internal static class AnswerValues
{
    public const string Expected = "give a number, a text, or a list of them.";

    /// <summary>The value as JSON; null when it is nothing that an answer can be.</summary>
    public static JsonElement? ToJson(object? value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            if (!TryWrite(json, value, inList: false))
            {
                return null;
            }
        }

        using var document = JsonDocument.Parse(buffer.WrittenMemory);
        return document.RootElement.Clone();
    }

    private static bool TryWrite(Utf8JsonWriter json, object? value, bool inList)
    {
        switch (value)
        {
            case string text:
                json.WriteStringValue(text);
                return true;
            case bool flag:
                json.WriteBooleanValue(flag);
                return true;
            case byte or sbyte or short or ushort or int or uint or long or ulong or float or double or decimal:
                json.WriteNumberValue(Convert.ToDecimal(value, CultureInfo.InvariantCulture));
                return true;
            case IEnumerable many when !inList:
                json.WriteStartArray();
                foreach (var one in many)
                {
                    if (!TryWrite(json, one, inList: true))
                    {
                        return false;
                    }
                }

                json.WriteEndArray();
                return true;
            default:
                return false;
        }
    }
}
