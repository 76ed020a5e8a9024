using ReplicaShell.Errors;

namespace ReplicaShell.Plotting;

/// <summary>Draws the picture that belongs to a result.</summary>
public static class PlotExport
{
    /// <summary>The smallest width in which all text is still legible.</summary>
    public const int LeastWidth = 600;

    /// <summary>The smallest height in which all text is still legible.</summary>
    public const int LeastHeight = 360;

    /// <summary>The greatest width and height.</summary>
    public const int GreatestSize = 8000;

    /// <summary>Writes the picture to a file.</summary>
    /// <param name="results">
    /// A pair; a data-loss drill; a failover, with the workload that ran meanwhile and its verdict if there are any; or
    /// samples of lag, of one follower or of several. What belongs together is given as a sequence.
    /// </param>
    /// <param name="path">The file; its ending, .png or .svg, is the format. It is replaced if it exists.</param>
    /// <param name="width">In pixels; a PNG has twice as many, so that it is sharp.</param>
    /// <param name="height">In pixels, as the width.</param>
    /// <returns>The file.</returns>
    /// <exception cref="ReplicaException">
    /// <c>UnsupportedPlotFormat</c>; <c>NothingToPlot</c>; <c>InvalidPlotSize</c>; <c>PlotNotWritten</c>; <c>NoFonts</c>.
    /// </exception>
    public static FileInfo Save(object? results, string path, int width = 1000, int height = 600)
    {
        ArgumentNullException.ThrowIfNull(path);
        var bytes = Render(results, FormatOf(path), width, height);
        try
        {
            File.WriteAllBytes(path, bytes);
            return new FileInfo(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw PlotErrors.PlotNotWritten(path, exception);
        }
    }

    /// <summary>Draws the picture in memory.</summary>
    /// <param name="results">As for <see cref="Save"/>.</param>
    /// <param name="format">The format.</param>
    /// <param name="width">In pixels; a PNG has twice as many.</param>
    /// <param name="height">In pixels, as the width.</param>
    /// <returns>The content of a PNG file, or of an SVG file in UTF-8.</returns>
    /// <exception cref="ReplicaException"><c>NothingToPlot</c>; <c>InvalidPlotSize</c>; <c>NoFonts</c>.</exception>
    public static byte[] Render(object? results, PlotFormat format, int width = 1000, int height = 600)
    {
        if (width is < LeastWidth or > GreatestSize || height is < LeastHeight or > GreatestSize)
        {
            throw PlotErrors.InvalidPlotSize(width, height);
        }

        var picture = PictureOf.Results(results);
        return format == PlotFormat.Png ? PngFile.Of(picture, width, height) : SvgFile.Of(picture, width, height);
    }

    private static PlotFormat FormatOf(string path) =>
        Path.GetExtension(path).ToUpperInvariant() switch
        {
            ".PNG" => PlotFormat.Png,
            ".SVG" => PlotFormat.Svg,
            _ => throw PlotErrors.UnsupportedPlotFormat(path),
        };
}
