namespace ReplicaShell.Course.Answers;

/// <summary>What a learner's function answered to one question.</summary>
/// <param name="Later">The first argument.</param>
/// <param name="Earlier">The second argument.</param>
/// <param name="Number">The digits of the whole number that it returned; null when it returned none.</param>
/// <param name="Otherwise">What it returned or threw instead of a whole number.</param>
/// <param name="Refused">Whether it threw, or returned nothing.</param>
internal sealed record LsnAnswer(string Later, string Earlier, string? Number, string? Otherwise, bool Refused)
{
    /// <inheritdoc/>
    public override string ToString() => $"(\"{Later}\", \"{Earlier}\") gave {Number ?? Otherwise}";
}
