using ScottPlot;

namespace ReplicaShell.Plotting;

/// <summary>
/// The colours: those of Okabe and Ito ("Color Universal Design", 2008), which people with any kind of colour vision
/// tell apart, and a few greys.
/// </summary>
internal static class Palette
{
    public static readonly Color Blue = Color.FromHex("#0072B2");
    public static readonly Color Vermillion = Color.FromHex("#D55E00");
    public static readonly Color Orange = Color.FromHex("#E69F00");
    public static readonly Color Green = Color.FromHex("#009E73");
    public static readonly Color Purple = Color.FromHex("#CC79A7");
    public static readonly Color SkyBlue = Color.FromHex("#56B4E9");

    public static readonly Color Text = Color.FromHex("#1F2933");
    public static readonly Color Muted = Color.FromHex("#5B6573");
    public static readonly Color Unused = Color.FromHex("#9AA5B1");
    public static readonly Color Faint = Color.FromHex("#D9DEE4");
    public static readonly Color Grid = Color.FromHex("#ECEFF2");
    public static readonly Color Shade = Color.FromHex("#F1F2F4");

    /// <summary>Colours of things that are equals, in order.</summary>
    public static readonly Color[] Series = [Blue, Orange, Green, Purple, SkyBlue, Vermillion];
}
