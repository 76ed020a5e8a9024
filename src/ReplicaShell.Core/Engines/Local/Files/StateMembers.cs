using System.Globalization;
using System.Text.Json;

namespace ReplicaShell.Engines.Local.Files;

/// <summary>The members that state is made of, read and written alike.</summary>
internal static class StateMembers
{
    public static string Text(this JsonElement item, string name) =>
        item.TextOrNull(name) ?? throw new KeyNotFoundException($"The member {name} is missing.");

    public static string? TextOrNull(this JsonElement item, string name) =>
        item.Member(name) is { } member ? member.GetString() : null;

    public static int Number(this JsonElement item, string name) => item.GetProperty(name).GetInt32();

    public static int? NumberOrNull(this JsonElement item, string name) =>
        item.Member(name) is { } member ? member.GetInt32() : null;

    public static bool Flag(this JsonElement item, string name) =>
        item.Member(name) is { } member && member.GetBoolean();

    // Not the generic form, which would be compiled for each enum.
    public static object? ChoiceOrNull(this JsonElement item, string name, Type choices) =>
        item.TextOrNull(name) is { } text ? Enum.Parse(choices, text) : null;

    public static TimeSpan Duration(this JsonElement item, string name) =>
        item.TextOrNull(name) is { } text ? TimeSpan.ParseExact(text, "c", CultureInfo.InvariantCulture) : default;

    /// <summary>A member that is an object of texts; empty when it is missing.</summary>
    public static Dictionary<string, string> Texts(this JsonElement item, string name) =>
        item.Member(name) is { } member ? member.Texts() : [];

    /// <summary>An object of texts.</summary>
    public static Dictionary<string, string> Texts(this JsonElement item)
    {
        var texts = new Dictionary<string, string>();
        foreach (var member in item.EnumerateObject())
        {
            texts[member.Name] = member.Value.GetString()!;
        }

        return texts;
    }

    public static void WriteTexts(this Utf8JsonWriter json, string name, IReadOnlyDictionary<string, string> texts)
    {
        json.WriteStartObject(name);
        json.WriteTexts(texts);
        json.WriteEndObject();
    }

    public static void WriteTexts(this Utf8JsonWriter json, IReadOnlyDictionary<string, string> texts)
    {
        foreach (var (key, value) in texts)
        {
            json.WriteString(key, value);
        }
    }

    public static void WriteNumberOrNull(this Utf8JsonWriter json, string name, int? number)
    {
        if (number is { } value)
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    /// <summary>The member; null when it is missing or says null.</summary>
    public static JsonElement? Member(this JsonElement item, string name) =>
        item.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member : null;
}
