using System.Text;
using SkiaSharp;

namespace ReplicaShell.Plotting;

/// <summary>A picture as shapes and text.</summary>
internal static class SvgFile
{
    public static byte[] Of(IPicture picture, int width, int height)
    {
        using var stream = new MemoryStream();
        // The file is complete only after the canvas is disposed.
        using (var canvas = SKSvgCanvas.Create(new SKRect(0, 0, width, height), stream))
        using (var sheet = new Sheet(canvas, width, height))
        {
            picture.Draw(sheet);
        }

        return Encoding.UTF8.GetBytes(Complete(Encoding.UTF8.GetString(stream.ToArray()), width, height));
    }

    /// <summary>
    /// Skia writes neither a view box, without which the picture does not scale in a page, nor another font for a
    /// reader who lacks ours.
    /// </summary>
    private static string Complete(string svg, int width, int height)
    {
        var size = FormattableString.Invariant($"width=\"{width}\" height=\"{height}\"");
        var head = svg.IndexOf(size, StringComparison.Ordinal);
        var viewBox = FormattableString.Invariant($" viewBox=\"0 0 {width} {height}\"");
        return svg.Insert(head + size.Length, viewBox)
            .Replace(
                $"font-family=\"{TextFont.Name}\"",
                $"font-family=\"{TextFont.Name}, sans-serif\"",
                StringComparison.Ordinal
            );
    }
}
