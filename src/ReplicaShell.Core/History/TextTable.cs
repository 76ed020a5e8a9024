namespace ReplicaShell.History;

/// <summary>The few texts that recur in a history, each with a small number. 0 is null.</summary>
internal sealed class TextTable
{
    /// <summary>What stands for every text after the table is full.</summary>
    public const string Overflow = "another error (too many different ones to keep)";

    private readonly Lock _gate = new();
    private readonly Dictionary<string, ushort> _numbers = new(StringComparer.Ordinal);
    private readonly List<string?> _texts = [null];

    /// <summary>The number of the text, new if need be.</summary>
    public ushort NumberOf(string? text)
    {
        if (text is null)
        {
            return 0;
        }

        lock (_gate)
        {
            if (_numbers.TryGetValue(text, out var number))
            {
                return number;
            }

            if (_texts.Count >= ushort.MaxValue)
            {
                // The last number is kept for this one text.
                return _texts.Count == ushort.MaxValue ? Add(Overflow) : ushort.MaxValue;
            }

            return Add(text);
        }
    }

    /// <summary>All texts so far, by number.</summary>
    public string?[] ToArray()
    {
        lock (_gate)
        {
            return [.. _texts];
        }
    }

    private ushort Add(string text)
    {
        var number = (ushort)_texts.Count;
        _texts.Add(text);
        _numbers[text] = number;
        return number;
    }
}
