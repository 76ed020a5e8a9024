using System.Management.Automation.Runspaces;

namespace ReplicaShell.Cli.Sessions;

/// <summary>
/// Reads what stands behind a script's name on the command line as <c>pwsh -File</c> does: each word is text, except
/// that <c>-Name:$true</c> and <c>-Name:$false</c> (or without the dollar sign) give a switch its value.
/// </summary>
internal static class ScriptArguments
{
    /// <summary>The words as parameters, in their order.</summary>
    public static IEnumerable<CommandParameter> Parse(IReadOnlyList<string> words)
    {
        for (var i = 0; i < words.Count; i++)
        {
            var word = words[i];
            var colon = word.IndexOf(':', StringComparison.Ordinal);
            if (word.Length < 2 || !IsDash(word[0]))
            {
                yield return new CommandParameter(null, word);
            }
            else if (colon < 0)
            {
                yield return new CommandParameter(word);
            }
            else if (colon < word.Length - 1)
            {
                yield return new CommandParameter(word[..colon], BooleanOrText(word[(colon + 1)..]));
            }
            else if (i + 1 < words.Count)
            {
                yield return new CommandParameter(word.TrimEnd(':'), words[++i]);
            }
        }
    }

    // The dashes that PowerShell takes for one, since word processors put them into copied commands.
    private static bool IsDash(char letter) => letter is '-' or '\u2013' or '\u2014' or '\u2015';

    private static object BooleanOrText(string value) =>
        bool.TryParse(value.StartsWith('$') ? value[1..] : value, out var boolean) ? boolean : value;
}
