using ScottPlot;
using ScottPlot.TickGenerators;
using SkiaSharp;

namespace ReplicaShell.Plotting;

/// <summary>A plot with axes in the style of all our pictures, at a fixed place of the sheet.</summary>
internal sealed class Panel : IDisposable
{
    private const float AxisTextSize = 13;
    private readonly PixelRect _place;
    private IReadOnlyList<string> _rows = [];

    /// <summary>Makes a panel.</summary>
    /// <param name="place">Where it goes, with its axes.</param>
    /// <param name="padding">What its axes take of that.</param>
    public Panel(PixelRect place, PixelPadding padding)
    {
        _place = place;
        Plot.Font.Set(TextFont.Name);
        Plot.Layout.Fixed(padding);
        Plot.Axes.Color(Palette.Muted);
        Plot.Grid.MajorLineColor = Palette.Grid;
        Plot.FigureBackground.Color = Colors.Transparent;
        foreach (var axis in Plot.Axes.GetAxes())
        {
            axis.TickLabelStyle.FontSize = AxisTextSize;
            axis.TickLabelStyle.ForeColor = Palette.Text;
            axis.MinorTickStyle.Length = 0;
            axis.FrameLineStyle.Color = Palette.Faint;
        }

        // ScottPlot centres the line of text, of which letters take the upper part.
        Plot.Axes.Left.TickLabelStyle.OffsetY = 2;
        foreach (var hidden in (IAxis[])[Plot.Axes.Right, Plot.Axes.Top])
        {
            hidden.FrameLineStyle.IsVisible = false;
        }

        Plot.HideLegend();
        // Other panels and the headline are on the same sheet.
        Plot.RenderManager.ClearCanvasBeforeEachRender = false;
    }

    /// <summary>The plot itself.</summary>
    public Plot Plot { get; } = new();

    /// <summary>Where the data are drawn.</summary>
    public PixelRect Data => Plot.LastRender.DataRect;

    /// <summary>Says what the x axis counts.</summary>
    public void LabelX(string text)
    {
        Plot.Axes.Bottom.Label.Text = text;
        Plot.Axes.Bottom.Label.FontSize = AxisTextSize;
        Plot.Axes.Bottom.Label.Bold = false;
        Plot.Axes.Bottom.Label.ForeColor = Palette.Muted;
    }

    /// <summary>Names places on the y axis, without grid lines or tick marks.</summary>
    public void NameRows(IReadOnlyList<string> fromBelow)
    {
        _rows = fromBelow;
        Plot.Axes.Left.TickGenerator = new EmptyTickGenerator();
        Plot.Grid.YAxisStyle.IsVisible = false;
        Plot.Axes.SetLimitsY(-0.6, fromBelow.Count - 0.4);
    }

    /// <summary>Draws it.</summary>
    public void Draw(Sheet sheet)
    {
        // ScottPlot draws again when the limits differ from the last time; on a sheet that would be ink over ink.
        using var rehearsal = new SKNoDrawCanvas(sheet.Width, sheet.Height);
        Plot.Render(rehearsal, _place);
        Plot.Render(sheet.Canvas, _place);
        for (var row = 0; row < _rows.Count; row++)
        {
            var at = new Pixel(Data.Left - 10, At(0, row).Y);
            sheet.Write(_rows[row], at, AxisTextSize, Palette.Text, Alignment.MiddleRight);
        }
    }

    /// <summary>Where a point lies on the sheet; after <see cref="Draw"/>.</summary>
    public Pixel At(double x, double y) => Plot.GetPixel(new Coordinates(x, y));

    public void Dispose() => Plot.Dispose();
}
