using System.Globalization;

namespace ReplicaShell.Benchmarks.Measuring;

/// <summary>A row of the table: what was measured, against what, and the bound it must keep.</summary>
/// <param name="What">What it is.</param>
/// <param name="Measured">The figure, with its unit.</param>
/// <param name="Against">What it was compared with in the same run; empty where the bound is absolute.</param>
/// <param name="Bound">What it must be.</param>
/// <param name="Kept">Whether it is.</param>
internal sealed record Figure(string What, string Measured, string Against, string Bound, bool Kept)
{
    public static string Header =>
        "| what | measured | against, in the same run | bound | kept |" + Environment.NewLine + "|---|---|---|---|---|";

    public override string ToString() => $"| {What} | {Measured} | {Against} | {Bound} | {(Kept ? "yes" : "**no**")} |";

    public static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
