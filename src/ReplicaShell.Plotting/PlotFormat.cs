namespace ReplicaShell.Plotting;

/// <summary>How a picture is written down.</summary>
public enum PlotFormat
{
    /// <summary>Pixels, two for each of the size that was asked for, so that text is sharp on every screen.</summary>
    Png,

    /// <summary>Shapes and text, sharp at any size.</summary>
    Svg,
}
