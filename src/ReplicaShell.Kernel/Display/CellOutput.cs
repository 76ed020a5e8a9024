using System.Text.Json.Nodes;
using ReplicaShell.Kernel.Protocol;

namespace ReplicaShell.Kernel.Display;

/// <summary>Where what one cell shows goes: to the request that the cell came with, also after the cell has ended.</summary>
/// <param name="request">The request.</param>
/// <param name="publish">Sends to every client; from any thread.</param>
/// <param name="ask">Asks the person at the client that sent the request; null where it does not want to be asked.</param>
internal sealed class CellOutput(
    Message request,
    Action<Message, string, JsonObject> publish,
    Func<Message, string, bool, CancellationToken, string>? ask
)
{
    // A client need not take messages of any size.
    private const int LongestPiece = 64 * 1024;

    private static readonly AsyncLocal<CellOutput?> Own = new();
    private static CellOutput? latest;

    /// <summary>
    /// The output of the cell that started the code which asks, or, where that cannot be told (a thread of PowerShell's, a
    /// child process), of the cell that runs or ran last. Null before the first cell.
    /// </summary>
    public static CellOutput? Current => Own.Value ?? Volatile.Read(ref latest);

    /// <summary>From here on this thread, and what it starts, works for that cell.</summary>
    public static void Enter(CellOutput cell)
    {
        Own.Value = cell;
        Volatile.Write(ref latest, cell);
    }

    /// <summary>This thread works for no cell any more.</summary>
    public static void Leave() => Own.Value = null;

    /// <summary>Adds to a stream.</summary>
    /// <param name="name"><c>stdout</c> or <c>stderr</c>.</param>
    /// <param name="text">What is added.</param>
    public void Stream(string name, string text)
    {
        while (text.Length > LongestPiece)
        {
            var end = char.IsHighSurrogate(text[LongestPiece - 1]) ? LongestPiece - 1 : LongestPiece;
            Publish(name, text[..end]);
            text = text[end..];
        }

        Publish(name, text);
    }

    /// <summary>Shows something of which nothing will change.</summary>
    /// <param name="data">It, by mime type.</param>
    /// <param name="metadata">What belongs to it, by mime type; null for nothing.</param>
    public void Show(JsonObject data, JsonObject? metadata = null) => Show("display_data", data, metadata, id: null);

    /// <summary>Shows something that can be replaced by <see cref="Replace"/>.</summary>
    /// <returns>The name of its place.</returns>
    public string ShowReplaceable(JsonObject data, JsonObject? metadata = null)
    {
        var id = Guid.NewGuid().ToString("N");
        Show("display_data", data, metadata, id);
        return id;
    }

    /// <summary>Puts something else into the place of what was shown.</summary>
    public void Replace(string id, JsonObject data, JsonObject? metadata = null) =>
        Show("update_display_data", data, metadata, id);

    /// <summary>Asks the person at the client.</summary>
    /// <param name="prompt">The question.</param>
    /// <param name="secret">Whether the answer is hidden while it is typed.</param>
    /// <param name="cancellationToken">Ends the wait for the answer.</param>
    /// <exception cref="Errors.ReplicaException"><c>NobodyToAsk</c>: the client does not want to be asked.</exception>
    public string Ask(string prompt, bool secret, CancellationToken cancellationToken) =>
        ask is null ? throw KernelErrors.NobodyToAsk(prompt) : ask(request, prompt, secret, cancellationToken);

    private void Publish(string stream, string text) =>
        publish(request, "stream", new JsonObject { ["name"] = stream, ["text"] = text });

    private void Show(string type, JsonObject data, JsonObject? metadata, string? id)
    {
        var content = new JsonObject { ["data"] = data, ["metadata"] = metadata ?? [] };
        if (id is not null)
        {
            content["transient"] = new JsonObject { ["display_id"] = id };
        }

        publish(request, type, content);
    }
}
