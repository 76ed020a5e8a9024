using ReplicaShell.Errors;

namespace ReplicaShell.Plotting;

/// <summary>A picture for a page or a notebook: a PNG on white, legible on light and dark ground.</summary>
/// <param name="Png">The content of the file; it has two pixels for each one of the size, so that text is sharp.</param>
/// <param name="Width">How wide it is to be shown, in pixels.</param>
/// <param name="Height">How high it is to be shown, in pixels.</param>
/// <param name="Description">What it shows, for those who cannot see it.</param>
public sealed record InlinePicture(ReadOnlyMemory<byte> Png, int Width, int Height, string Description)
{
    private const int UsualWidth = 1000;

    /// <summary>Whether there is a picture of a result, or of several that belong together.</summary>
    public static bool Exists(object? results) => PictureOf.Suitable(results) is not null;

    /// <summary>Draws the picture of a result, or of several that belong together.</summary>
    /// <param name="results">As for <see cref="PlotExport.Save"/>.</param>
    /// <returns>The picture; null when there is none, as of a single moment of lag.</returns>
    /// <exception cref="ReplicaException"><c>NoFonts</c>.</exception>
    public static InlinePicture? Of(object? results)
    {
        if (PictureOf.Suitable(results) is not { } picture)
        {
            return null;
        }

        var height = picture.SuitableHeight;
        return new InlinePicture(PngFile.Of(picture, UsualWidth, height), UsualWidth, height, picture.Description);
    }
}
