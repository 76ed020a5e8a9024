using System.Text;

namespace ReplicaShell.Course.Grading;

/// <summary>Reads what a process writes without ever keeping more than a part of it.</summary>
internal static class BoundedReader
{
    /// <summary>Reads to the end.</summary>
    /// <param name="reader">The stream.</param>
    /// <param name="longest">How many characters are kept.</param>
    /// <returns>The first of them.</returns>
    public static async Task<string> ReadAsync(TextReader reader, int longest)
    {
        var kept = new StringBuilder();
        var buffer = new char[8192];
        while (await reader.ReadAsync(buffer) is > 0 and var count)
        {
            kept.Append(buffer, 0, Math.Min(count, longest - kept.Length));
        }

        return kept.ToString();
    }
}
