using ReplicaShell.Errors;
using SkiaSharp;

namespace ReplicaShell.Plotting;

/// <summary>The font of the pictures: whichever of the common ones this machine has.</summary>
internal static class TextFont
{
    private static readonly string[] Preferred =
    [
        "Inter",
        "Segoe UI",
        "Helvetica Neue",
        "Arial",
        "Noto Sans",
        "Liberation Sans",
        "DejaVu Sans",
    ];

    private static readonly Lazy<string?> Found = new(() =>
        Choose([.. SKFontManager.Default.FontFamilies], HasLetters)
    );

    private static readonly Lazy<SKTypeface> PlainFace = new(() => SKTypeface.FromFamilyName(Name, SKFontStyle.Normal));
    private static readonly Lazy<SKTypeface> BoldFace = new(() => SKTypeface.FromFamilyName(Name, SKFontStyle.Bold));

    /// <summary>Its family name.</summary>
    /// <exception cref="ReplicaException"><c>NoFonts</c>: the machine has none, and a picture without text says nothing.</exception>
    public static string Name => Found.Value ?? throw NoFonts();

    /// <summary>Its face, kept for as long as the process lives.</summary>
    public static SKTypeface Face(bool bold) => bold ? BoldFace.Value : PlainFace.Value;

    /// <summary>
    /// The best of these families; null when there are none. Without a font installed Skia names one without a name,
    /// and draws no text with it, silently.
    /// </summary>
    /// <param name="families">What the machine has.</param>
    /// <param name="hasLetters">Whether a family has letters; it is asked of as few as possible, for it loads the font.</param>
    internal static string? Choose(IReadOnlyCollection<string> families, Predicate<string> hasLetters) =>
        Preferred
            .Where(families.Contains)
            .Concat(families.Where(family => family.Contains("Sans", StringComparison.OrdinalIgnoreCase)))
            .Concat(families)
            .FirstOrDefault(family => hasLetters(family));

    internal static ReplicaException NoFonts() =>
        new(
            nameof(NoFonts),
            ReplicaErrorCategory.ResourceUnavailable,
            "This machine has no fonts, so a picture would have no text. Install one, for example with "
                + "'apt-get install fonts-dejavu-core' (Debian, Ubuntu), 'dnf install dejavu-sans-fonts' (Fedora) or "
                + "'apk add font-dejavu' (Alpine), and start a new shell."
        );

    private static bool HasLetters(string family)
    {
        using var face = SKTypeface.FromFamilyName(family);
        return face is not null && face.GetGlyph('A') != 0 && face.GetGlyph('0') != 0;
    }
}
