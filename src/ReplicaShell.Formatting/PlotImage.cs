using ReplicaShell.Plotting;
using ScottPlot;

namespace ReplicaShell.Formatting;

/// <summary>A plot that a learner made, as a picture of the usual size.</summary>
public static class PlotImage
{
    private const int Width = 800;
    private const int Height = 500;
    private const int Scale = 2;

    /// <summary>Draws a plot, twice as large as it is shown; its own scale is left as it was.</summary>
    public static InlinePicture Of(Plot plot)
    {
        var before = plot.ScaleFactor;
        plot.ScaleFactor = before * Scale;
        try
        {
            var png = plot.GetImageBytes(Width * Scale, Height * Scale, ImageFormat.Png);
            return new InlinePicture(png, Width, Height, Description(plot.Axes.Title.Label.Text));
        }
        finally
        {
            plot.ScaleFactor = before;
        }
    }

    /// <summary>Draws several plots.</summary>
    public static InlinePicture Of(Multiplot plots)
    {
        using var image = plots.Render(Width * Scale, Height * Scale);
        return new InlinePicture(image.GetImageBytes(), Width * Scale, Height * Scale, Description(""));
    }

    private static string Description(string title) =>
        string.IsNullOrWhiteSpace(title) ? "A plot." : $"A plot: {title}";
}
