using System.Text;

namespace ReplicaShell.Course.ByHand;

/// <summary>A command as it is typed, cut into words; the same on every operating system.</summary>
internal static class CommandText
{
    /// <summary>
    /// The words of a command. Quotes, single or double, keep spaces together and are taken away; nothing else means
    /// anything: a backslash is one, as in the paths of Windows, and there are no variables.
    /// </summary>
    public static IReadOnlyList<string> Words(string command)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var (quote, begun) = ('\0', false);
        foreach (var one in command)
        {
            if (quote != '\0' && one == quote)
            {
                quote = '\0';
            }
            else if (quote == '\0' && (one is '"' or '\''))
            {
                (quote, begun) = (one, true);
            }
            else if (quote == '\0' && char.IsWhiteSpace(one))
            {
                End();
            }
            else
            {
                word.Append(one);
                begun = true;
            }
        }

        End();
        return words;

        void End()
        {
            if (begun)
            {
                words.Add(word.ToString());
            }

            word.Clear();
            begun = false;
        }
    }
}
