using System.Text;

namespace ReplicaShell.Wire;

/// <summary>The server's ErrorResponse or NoticeResponse, which have the same fields.</summary>
/// <param name="SqlState">The SQLSTATE.</param>
/// <param name="Message">The text, in the server's language.</param>
/// <param name="Severity">ERROR, FATAL, NOTICE and the like, never translated.</param>
/// <param name="Routine">The function of the server that reported it.</param>
internal readonly record struct WireError(string SqlState, string Message, string Severity = "", string Routine = "")
{
    /// <summary>Whether the statement failed and the session lives on.</summary>
    public bool EndsStatementOnly => Severity == "ERROR";

    /// <summary>Reads the fields of the message: a letter, a text, a zero; the last letter is zero.</summary>
    public static WireError Parse(ReadOnlySpan<byte> body)
    {
        var parsed = new WireError("", "");
        while (body is [not 0, ..])
        {
            var end = body.IndexOf((byte)0);
            var text = Encoding.UTF8.GetString(body[1..end]);
            parsed = body[0] switch
            {
                (byte)'C' => parsed with { SqlState = text },
                (byte)'M' => parsed with { Message = text },
                (byte)'V' => parsed with { Severity = text },
                (byte)'R' => parsed with { Routine = text },
                _ => parsed,
            };
            body = body[(end + 1)..];
        }

        return parsed;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{SqlState}: {Message}";
}
