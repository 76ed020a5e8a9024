using System.Globalization;
using System.Management.Automation;
using System.Net;
using System.Text.Json.Nodes;
using ReplicaShell.Kernel.Display;

namespace ReplicaShell.Cli.Hosting;

/// <summary>
/// Progress as bars in a cell's output, each redrawn in its place at most five times a second. What ends soon shows none, and
/// what has ended leaves an empty place.
/// </summary>
internal sealed class CellProgress(TimeProvider clock) : IProgressDisplay
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(400);

    private readonly Dictionary<int, Bar> bars = [];

    /// <inheritdoc/>
    public void Show(ProgressRecord record)
    {
        if (record.RecordType == ProgressRecordType.Completed)
        {
            Remove(record.ActivityId);
            return;
        }

        if (!bars.TryGetValue(record.ActivityId, out var bar))
        {
            bar = bars[record.ActivityId] = new Bar(CellOutput.Current, clock.GetTimestamp());
        }

        var due = bar.Place is null ? Patience : Interval;
        if (clock.GetElapsedTime(bar.Last) >= due)
        {
            bar.Draw(Data(record), clock.GetTimestamp());
        }
    }

    /// <inheritdoc/>
    public void Clear()
    {
        // A bar has a place of its own: nothing is in its way.
    }

    /// <inheritdoc/>
    public void Reset()
    {
        foreach (var id in bars.Keys.ToList())
        {
            Remove(id);
        }
    }

    private void Remove(int id)
    {
        if (bars.Remove(id, out var bar) && bar.Place is not null)
        {
            bar.Draw(new JsonObject { ["text/plain"] = "", ["text/html"] = "" }, clock.GetTimestamp());
        }
    }

    private static JsonObject Data(ProgressRecord record)
    {
        var text = ProgressLine.Describe(record, int.MaxValue);
        var share = record.PercentComplete is >= 0 and <= 100
            ? " value=\"" + record.PercentComplete.ToString(CultureInfo.InvariantCulture) + "\""
            : "";
        var html = $"<progress max=\"100\"{share} style=\"width:16em\"></progress> {WebUtility.HtmlEncode(text)}";
        return new JsonObject { ["text/plain"] = text, ["text/html"] = html };
    }

    private sealed class Bar(CellOutput? output, long began)
    {
        public long Last { get; private set; } = began;

        public string? Place { get; private set; }

        public void Draw(JsonObject data, long now)
        {
            Last = now;
            if (Place is null)
            {
                Place = output?.ShowReplaceable(data);
            }
            else
            {
                output!.Replace(Place, data);
            }
        }
    }
}
