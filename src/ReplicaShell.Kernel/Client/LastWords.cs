namespace ReplicaShell.Kernel.Client;

/// <summary>The first lines that a process writes beside its messages: a runtime that dies says the reason first.</summary>
internal sealed class LastWords
{
    private const int Lines = 3;
    private const int Length = 300;
    private readonly List<string> lines = [];

    /// <summary>What is kept, as one line.</summary>
    public string Text
    {
        get
        {
            lock (lines)
            {
                return string.Join(' ', lines);
            }
        }
    }

    /// <summary>Takes a line; null, an empty one and all after the first few are forgotten.</summary>
    public void Add(string? line)
    {
        lock (lines)
        {
            if (line?.Trim() is { Length: > 0 } words && lines.Count < Lines && !IsTrace(words))
            {
                lines.Add(words.Length > Length ? words[..Length] + "…" : words);
            }
        }
    }

    private static bool IsTrace(string line) =>
        line.StartsWith("at ", StringComparison.Ordinal)
        || line.StartsWith("Repeat", StringComparison.Ordinal)
        || line[0] == '-';
}
