using ScottPlot;
using SkiaSharp;

namespace ReplicaShell.Plotting;

/// <summary>What a picture is drawn on: its size, its text, its panels of axes. Sizes are in pixels at scale 1.</summary>
internal sealed class Sheet : IDisposable
{
    private readonly Paint _paint = Paint.NewDisposablePaint();

    public Sheet(SKCanvas canvas, int width, int height)
    {
        (Canvas, Width, Height) = (canvas, width, height);
        canvas.Clear(SKColors.White);
    }

    public SKCanvas Canvas { get; }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Draws the headline and the sentence below it; returns where the rest may begin.</summary>
    public float Head(string title, string subtitle, Color subtitleColor)
    {
        Write(title, new Pixel(24, 18), 20, Palette.Text, Alignment.UpperLeft, bold: true);
        Write(subtitle, new Pixel(24, 47), 14.5f, subtitleColor, Alignment.UpperLeft, bold: true);
        return 76;
    }

    /// <summary>Writes a line of text, smaller where it would not fit between its place and the sheet's edge.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">Where its edge or middle comes to lie; vertically capital letters count, not the line.</param>
    /// <param name="size">The size of the font.</param>
    /// <param name="color">Its colour.</param>
    /// <param name="alignment">Which edge lies there.</param>
    /// <param name="bold">Whether it is bold.</param>
    /// <param name="room">How wide it may be; null is up to the sheet's right edge.</param>
    public void Write(
        string text,
        Pixel at,
        float size,
        Color color,
        Alignment alignment,
        bool bold = false,
        float? room = null
    )
    {
        using var font = FontOf(size, bold);
        var available = room ?? (alignment.HorizontalFraction() == 0 ? Width - at.X - 20 : Width);
        var width = font.MeasureText(text);
        if (width > available)
        {
            font.Size = Math.Max(7, size * available / width);
            width = font.MeasureText(text);
        }

        var height = font.Metrics.CapHeight;
        var x = at.X - (alignment.HorizontalFraction() * width);
        var y = at.Y + ((1 - alignment.VerticalFraction()) * height);
        using var paint = new SKPaint { Color = color.ToSKColor(), IsAntialias = true };
        Canvas.DrawText(text, x, y, SKTextAlign.Left, font, paint);
    }

    /// <summary>How wide a text is.</summary>
    public static float WidthOf(string text, float size, bool bold = false)
    {
        using var font = FontOf(size, bold);
        return font.MeasureText(text);
    }

    public void Line(Pixel from, Pixel to, Color color, float width = 1, LinePattern pattern = default) =>
        Drawing.DrawLine(Canvas, _paint, from, to, color, width, antiAlias: true, pattern);

    public void Fill(PixelRect rectangle, Color color) =>
        Drawing.FillRectangle(Canvas, rectangle, _paint, new FillStyle { Color = color, IsVisible = true });

    public void Dispose() => _paint.Dispose();

    private static SKFont FontOf(float size, bool bold) =>
        new(TextFont.Face(bold), size)
        {
            // Letters where the font's designer put them, not at whole pixels.
            Subpixel = true,
            LinearMetrics = true,
            Hinting = SKFontHinting.None,
        };
}
