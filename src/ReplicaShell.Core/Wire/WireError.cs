using System.Text;

namespace ReplicaShell.Wire;

/// <summary>The server's ErrorResponse.</summary>
internal readonly record struct WireError(string SqlState, string Message)
{
    /// <summary>Reads the fields of the message: a letter, a text, a zero; the last letter is zero.</summary>
    public static WireError Parse(ReadOnlySpan<byte> body)
    {
        var (state, message) = ("", "");
        while (body is [not 0, ..])
        {
            var end = body.IndexOf((byte)0);
            var text = Encoding.UTF8.GetString(body[1..end]);
            (state, message) = body[0] switch
            {
                (byte)'C' => (text, message),
                (byte)'M' => (state, text),
                _ => (state, message),
            };
            body = body[(end + 1)..];
        }

        return new WireError(state, message);
    }
}
