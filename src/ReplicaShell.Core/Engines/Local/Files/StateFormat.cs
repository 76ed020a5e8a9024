using System.Text;
using System.Text.Json;

namespace ReplicaShell.Engines.Local.Files;

/// <summary>
/// How one kind of state looks as JSON. It is told by hand: the library's serializer is compiled anew in every shell for
/// each type of number and enum, which took a fifth of a second of the first command.
/// </summary>
/// <param name="write">Writes the members of an object.</param>
/// <param name="read">Makes one of its members.</param>
internal sealed class StateFormat<T>(Action<Utf8JsonWriter, T> write, Func<JsonElement, T> read)
    where T : class
{
    private static readonly JsonWriterOptions Readable = new() { Indented = true };

    /// <summary>The JSON as UTF-8, for people to read too.</summary>
    public byte[] ToBytes(T content) => ToBytes(content, Readable);

    /// <summary>The JSON as one line of text.</summary>
    public string ToLine(T content) => Encoding.UTF8.GetString(ToBytes(content, default));

    private byte[] ToBytes(T content, JsonWriterOptions options)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, options))
        {
            json.WriteStartObject();
            write(json, content);
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    /// <summary>The JSON as text.</summary>
    public string ToText(T content) => Encoding.UTF8.GetString(ToBytes(content));

    /// <summary>Reads what was written.</summary>
    /// <exception cref="JsonException">It is no JSON, or a member is missing or of another type.</exception>
    public T Parse(ReadOnlyMemory<byte> content)
    {
        using var document = JsonDocument.Parse(content);
        try
        {
            return read(document.RootElement);
        }
        catch (Exception e)
            when (e is KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new JsonException(e.Message, e);
        }
    }

    /// <summary>Reads what was written.</summary>
    /// <exception cref="JsonException">It is no JSON, or a member is missing or of another type.</exception>
    public T Parse(string content) => Parse(Encoding.UTF8.GetBytes(content));
}
