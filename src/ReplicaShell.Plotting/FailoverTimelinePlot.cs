using ScottPlot;

namespace ReplicaShell.Plotting;

/// <summary>
/// A failover: every write as a tick in the lane of what became of it, the moments that matter, and below the phases.
/// </summary>
internal sealed class FailoverTimelinePlot(FailoverStory story) : IPicture
{
    /// <inheritdoc/>
    public string Description => $"{story.Title}. {story.Summary()}.";

    /// <inheritdoc/>
    public int SuitableHeight => story.Writes().Any() ? 600 : 380;

    /// <inheritdoc/>
    public void Draw(Sheet sheet)
    {
        var nothingLost = story.Verdict is null or { Lost: 0 };
        var top = sheet.Head(story.Title, story.Summary(), nothingLost ? Palette.Blue : Palette.Vermillion);
        var middle = top;
        var writes = story.Writes().ToList();
        if (writes.Count > 0)
        {
            middle = top + ((sheet.Height - top) * 0.55f);
            new WriteLanes(story, writes).Draw(sheet, new PixelRect(0, sheet.Width, middle, top));
        }

        PhaseChart.Draw(sheet, new PixelRect(0, sheet.Width, sheet.Height, middle), story.Failover);
    }
}
