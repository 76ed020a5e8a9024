using System.Globalization;
using ReplicaShell.Failover.Switchover;
using ScottPlot;

namespace ReplicaShell.Plotting;

/// <summary>A planned change of the leader: its phases, and behind them how long a client that went on writing had no answer.</summary>
/// <param name="result">The change.</param>
internal sealed class SwitchPlot(SwitchResult result) : IPicture
{
    private static readonly Dictionary<string, string> Names = new() { ["FirstWrite"] = "first write" };

    /// <inheritdoc/>
    public string Description => $"{Title}. {Summary}.";

    /// <inheritdoc/>
    public int SuitableHeight => 420;

    private string Title => $"{result.Pair}: {result.OldLeader} handed over to {result.NewLeader} (mode {result.Mode})";

    private string Summary =>
        (
            result.Downtime is { } time
                ? $"No write was acknowledged for {Units.Time(time)} (shaded)"
                : "No write was acknowledged after it"
        )
        + string.Create(
            CultureInfo.InvariantCulture,
            $"; {result.Acknowledged} acknowledged, {result.Unknown} unknown"
        );

    /// <inheritdoc/>
    public void Draw(Sheet sheet)
    {
        var top = sheet.Head(Title, Summary, result.Downtime is null ? Palette.Vermillion : Palette.Muted);
        PhaseChart.Draw(
            sheet,
            new PixelRect(0, sheet.Width, sheet.Height, top),
            "The switchover",
            result.Total,
            [
                .. result.Phases.Select(phase => new PhaseChart.Phase(
                    Names.GetValueOrDefault(phase.Name, phase.Name.ToLowerInvariant()),
                    phase.Begin,
                    phase.Duration
                )),
            ],
            (result.LastWriteBefore, result.FirstWriteAfter ?? result.Total)
        );
    }
}
