namespace ReplicaShell.Cli.Editing;

/// <summary>The lines entered before, newest last, and a place among them.</summary>
internal sealed class LineHistory
{
    private readonly List<string> lines = [];
    private int place;
    private string draft = "";

    /// <summary>Remembers a line, unless it is blank or the same as the one before, and goes to the end.</summary>
    public void Add(string line)
    {
        if (!string.IsNullOrWhiteSpace(line) && (lines.Count == 0 || lines[^1] != line))
        {
            lines.Add(line);
        }

        place = lines.Count;
    }

    /// <summary>Goes one line back.</summary>
    /// <param name="current">What stands in the editor: kept when it is not from the history.</param>
    /// <returns>The older line; <paramref name="current"/> at the beginning.</returns>
    public string Previous(string current)
    {
        if (place == lines.Count)
        {
            draft = current;
        }

        return place == 0 ? current : lines[--place];
    }

    /// <summary>Goes one line forward.</summary>
    /// <param name="current">What stands in the editor.</param>
    /// <returns>The newer line, in the end what was typed before; <paramref name="current"/> beyond that.</returns>
    public string Next(string current)
    {
        if (place == lines.Count)
        {
            return current;
        }

        place++;
        return place == lines.Count ? draft : lines[place];
    }
}
