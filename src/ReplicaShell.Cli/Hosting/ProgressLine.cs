using System.Management.Automation;

namespace ReplicaShell.Cli.Hosting;

/// <summary>
/// Progress as one line that is drawn over itself, at most five times a second, and taken away before anything else is
/// written. Its owner holds the lock that keeps lines of different threads apart.
/// </summary>
internal sealed class ProgressLine(TextWriter writer, Func<int> width, TimeProvider clock) : IProgressDisplay
{
    private const string StartOfLineAndErase = "\r\e[2K";
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly List<ProgressRecord> active = [];
    private long lastDrawn;
    private bool isVisible;

    /// <summary>Takes a record in: draws it when the last drawing is old enough, erases it when it is completed.</summary>
    public void Show(ProgressRecord record)
    {
        active.RemoveAll(known => known.ActivityId == record.ActivityId);
        if (record.RecordType != ProgressRecordType.Completed)
        {
            active.Add(record);
        }

        if (active.Count == 0)
        {
            Clear();
        }
        else if (lastDrawn == 0 || clock.GetElapsedTime(lastDrawn) >= Interval)
        {
            Draw(active[^1]);
        }
    }

    /// <summary>Takes the line away; the next record draws it anew.</summary>
    public void Clear()
    {
        if (isVisible)
        {
            writer.Write(StartOfLineAndErase);
            writer.Flush();
            isVisible = false;
        }
    }

    /// <summary>Takes the line away and forgets what has not been completed: its pipeline has ended.</summary>
    public void Reset()
    {
        Clear();
        active.Clear();
        lastDrawn = 0;
    }

    /// <summary>The text of a record, cut to a width in columns.</summary>
    internal static string Describe(ProgressRecord record, int columns)
    {
        var percent = record.PercentComplete is >= 0 and <= 100 ? $" {record.PercentComplete}%" : "";
        var remaining = record.SecondsRemaining > 0 ? $" ({record.SecondsRemaining} s left)" : "";
        var text = $"{record.Activity}: {record.StatusDescription}{percent}{remaining}".ReplaceLineEndings(" ");
        return text.Length <= columns ? text : text[..Math.Max(0, columns)];
    }

    private void Draw(ProgressRecord record)
    {
        // A column stays free: a full line would wrap, and the wrapped part could not be erased.
        writer.Write(StartOfLineAndErase + Describe(record, width() - 1));
        writer.Flush();
        isVisible = true;
        lastDrawn = clock.GetTimestamp();
    }
}
