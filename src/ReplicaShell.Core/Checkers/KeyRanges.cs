using System.Text;

namespace ReplicaShell.Checkers;

/// <summary>Keys as people write them: 17-34, 40.</summary>
public static class KeyRanges
{
    private const int Longest = 4000;

    /// <summary>The text of keys that are in ascending order; of very many the first, and how many more there are.</summary>
    /// <param name="keys">The keys.</param>
    public static string Text(IReadOnlyList<int> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        var text = new StringBuilder();
        for (var first = 0; first < keys.Count; )
        {
            var last = first;
            while (last + 1 < keys.Count && keys[last + 1] == keys[last] + 1)
            {
                last++;
            }

            if (text.Length > Longest)
            {
                return text.Append($", … ({keys.Count - first} more)").ToString();
            }

            var separator = text.Length == 0 ? "" : ", ";
            text.Append(FormattableString.Invariant($"{separator}{keys[first]}"));
            if (last > first)
            {
                text.Append(FormattableString.Invariant($"-{keys[last]}"));
            }

            first = last + 1;
        }

        return text.ToString();
    }
}
