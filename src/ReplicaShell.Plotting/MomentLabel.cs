namespace ReplicaShell.Plotting;

/// <summary>Where the name of a moment is written: beside the top of its line, in one of several rows above the data.</summary>
/// <param name="X">Where its line stands.</param>
/// <param name="Width">How wide its name is.</param>
/// <param name="Row">The row, 0 for the lowest; the line reaches up to it.</param>
/// <param name="LeftOfLine">Whether it stands to the left of its line.</param>
internal readonly record struct MomentLabel(float X, float Width, int Row, bool LeftOfLine)
{
    /// <summary>Between a line and a name.</summary>
    public const float Gap = 6;

    public float Left => LeftOfLine ? X - Gap - Width : X + Gap;

    public float Right => Left + Width;

    /// <summary>How badly it sits beside another one: they overlap, or a line runs through a name.</summary>
    public int ClashWith(MomentLabel other)
    {
        var overlap = Row == other.Row && Left < other.Right + Gap && other.Left < Right + Gap;
        return (overlap ? 2 : 0) + (other.Pierces(this) ? 1 : 0) + (Pierces(other) ? 1 : 0);
    }

    private bool Pierces(MomentLabel other) => Row >= other.Row && X > other.Left - 3 && X < other.Right + 3;
}
