using System.Text;

namespace ReplicaShell.Kernel.Notebooks;

/// <summary>Text that was written for a terminal.</summary>
internal static class TerminalText
{
    /// <summary>
    /// What stands on the terminal at the end: a carriage return goes back to the start of the line, and what comes then is
    /// written over it. A progress bar leaves its last state.
    /// </summary>
    public static string Settle(string text)
    {
        if (!text.Contains('\r', StringComparison.Ordinal))
        {
            return text;
        }

        var lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n');
        return string.Join('\n', lines.Select(SettleLine));
    }

    private static string SettleLine(string line)
    {
        var settled = new StringBuilder();
        foreach (var part in line.Split('\r'))
        {
            settled.Remove(0, Math.Min(part.Length, settled.Length)).Insert(0, part);
        }

        return settled.ToString();
    }
}
