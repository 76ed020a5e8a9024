using System.Runtime.InteropServices;
using SkiaSharp;

namespace ReplicaShell.Plotting;

/// <summary>A picture as pixels.</summary>
internal static class PngFile
{
    /// <summary>Pixels for each one of the size that was asked for.</summary>
    public const int Scale = 2;

    public static byte[] Of(IPicture picture, int width, int height)
    {
        using var bitmap = new SKBitmap(width * Scale, height * Scale, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using (var canvas = new SKCanvas(bitmap))
        {
            canvas.Scale(Scale);
            using var sheet = new Sheet(canvas, width, height);
            picture.Draw(sheet);
        }

        var pixels = MemoryMarshal.Cast<byte, uint>(bitmap.GetPixelSpan());
        return IndexedPng.Of(pixels, bitmap.Width, bitmap.Height);
    }
}
