using SkiaSharp;

namespace ReplicaShell.Plotting;

/// <summary>A picture as pixels.</summary>
internal static class PngFile
{
    /// <summary>Pixels for each one of the size that was asked for.</summary>
    public const int Scale = 2;

    public static byte[] Of(IPicture picture, int width, int height)
    {
        using var surface = SKSurface.Create(new SKImageInfo(width * Scale, height * Scale));
        surface.Canvas.Scale(Scale);
        using (var sheet = new Sheet(surface.Canvas, width, height))
        {
            picture.Draw(sheet);
        }

        using var image = surface.Snapshot();
        using var data = image.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }
}
