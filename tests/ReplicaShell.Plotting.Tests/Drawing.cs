using System.Text;
using System.Text.RegularExpressions;
using SkiaSharp;

namespace ReplicaShell.Plotting.Tests;

/// <summary>Looks at pictures as a reader would.</summary>
internal static partial class Drawing
{
    public const string Blue = "#0072B2";
    public const string Vermillion = "#D55E00";
    public const string Orange = "#E69F00";
    public const string Dark = "#1F2933";
    public const string Shade = "#F1F2F4";

    public static string Svg(object results, int width = 1000, int height = 600) =>
        Encoding.UTF8.GetString(PlotExport.Render(results, PlotFormat.Svg, width, height));

    public static SKBitmap Png(object results, int width = 1000, int height = 600) =>
        SKBitmap.Decode(PlotExport.Render(results, PlotFormat.Png, width, height));

    /// <summary>Every text of a picture, in the order of drawing.</summary>
    public static IReadOnlyList<string> Texts(string svg) =>
        [.. TextElement().Matches(svg).Select(match => match.Groups[1].Value.Trim())];

    /// <summary>The straight lines of that colour and width.</summary>
    public static IReadOnlyList<string> Lines(string svg, string color, string width) =>
        [
            .. PathElement()
                .Matches(svg)
                .Where(match => match.Value.Contains($"stroke=\"{color}\" stroke-width=\"{width}\""))
                .Select(match => match.Groups[1].Value),
        ];

    /// <summary>How many pixels have exactly that colour.</summary>
    public static int Count(SKBitmap picture, string color)
    {
        var wanted = SKColor.Parse(color);
        return picture.Pixels.Count(pixel => pixel == wanted);
    }

    [GeneratedRegex("<text[^>]*>([^<]*)</text>")]
    private static partial Regex TextElement();

    [GeneratedRegex("<path[^>]* d=\"([^\"]*)\"/>")]
    private static partial Regex PathElement();
}
