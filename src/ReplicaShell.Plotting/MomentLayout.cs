namespace ReplicaShell.Plotting;

/// <summary>Finds places for the names of moments, so that none covers another or has a line through it.</summary>
internal static class MomentLayout
{
    /// <summary>The height of a row of names.</summary>
    public const float RowHeight = 18;

    /// <summary>
    /// Tries every arrangement, of which a handful of moments has few, and takes the one with the fewest clashes, then
    /// with the fewest rows, then with the most names to the right of their lines.
    /// </summary>
    /// <param name="moments">Where each moment lies and how wide its name is.</param>
    /// <param name="left">The left edge that names may not cross.</param>
    /// <param name="right">The right edge that names may not cross.</param>
    public static MomentLabel[] Arrange(IReadOnlyList<(float X, float Width)> moments, float left, float right)
    {
        var choices = 2 * moments.Count;
        var best = new MomentLabel[moments.Count];
        var least = int.MaxValue;
        var arrangements = (int)Math.Pow(choices, moments.Count);
        var labels = new MomentLabel[moments.Count];
        for (var arrangement = 0; arrangement < arrangements; arrangement++)
        {
            var rest = arrangement;
            for (var index = 0; index < labels.Length; index++)
            {
                var (row, side) = Math.DivRem(rest % choices, 2);
                labels[index] = new MomentLabel(moments[index].X, moments[index].Width, row, side == 1);
                rest /= choices;
            }

            var cost = Cost(labels, left, right);
            if (cost < least)
            {
                least = cost;
                labels.CopyTo(best, 0);
            }
        }

        return best;
    }

    private static int Cost(MomentLabel[] labels, float left, float right)
    {
        var cost = 0;
        for (var index = 0; index < labels.Length; index++)
        {
            var label = labels[index];
            cost += label.Left < left || label.Right > right ? 10_000 : 0;
            cost += (label.Row * 10) + (label.LeftOfLine ? 1 : 0);
            for (var other = index + 1; other < labels.Length; other++)
            {
                cost += 1000 * label.ClashWith(labels[other]);
            }
        }

        return cost + (100 * labels.Max(label => label.Row));
    }
}
