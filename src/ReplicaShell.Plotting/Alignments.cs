using ScottPlot;

namespace ReplicaShell.Plotting;

/// <summary>What an alignment means for the place of a text.</summary>
internal static class Alignments
{
    /// <summary>How much of the text lies to the left of its place: 0 for a left edge, 1 for a right one.</summary>
    public static float HorizontalFraction(this Alignment alignment) =>
        alignment switch
        {
            Alignment.UpperLeft or Alignment.MiddleLeft or Alignment.LowerLeft => 0,
            Alignment.UpperRight or Alignment.MiddleRight or Alignment.LowerRight => 1,
            _ => 0.5f,
        };

    /// <summary>How much of the text lies above its place: 0 for an upper edge, 1 for a lower one.</summary>
    public static float VerticalFraction(this Alignment alignment) =>
        alignment switch
        {
            Alignment.UpperLeft or Alignment.UpperCenter or Alignment.UpperRight => 0,
            Alignment.LowerLeft or Alignment.LowerCenter or Alignment.LowerRight => 1,
            _ => 0.5f,
        };
}
