using ReplicaShell.Failover;
using ReplicaShell.Formatting.Content;

namespace ReplicaShell.Formatting.Views;

/// <summary>A failover: who took over, how long each phase took, and who stood for election.</summary>
internal sealed class FailoverView : ViewOf<FailoverResult>
{
    /// <summary>The phases.</summary>
    public static readonly Column<FailoverResult>[] Phases =
    [
        new("Detect (ms)", result => Quantity.Milliseconds(result.Detect), IsNumber: true),
        new("Elect (ms)", result => Quantity.Milliseconds(result.Elect), IsNumber: true),
        new("Fence (ms)", result => Quantity.Milliseconds(result.Fence), IsNumber: true),
        new("Promote (ms)", result => Quantity.Milliseconds(result.Promote), IsNumber: true),
        new("First write (ms)", result => Quantity.Milliseconds(result.FirstWrite), IsNumber: true),
        new("Total (ms)", result => Quantity.Milliseconds(result.Total), IsNumber: true),
    ];

    private static readonly Column<FailoverResult>[] Columns =
    [
        new("Pair", result => result.Pair),
        new("Leader", result => $"{result.OldLeader} → {result.NewLeader}"),
        new("Timeline", result => FormattableString.Invariant($"{result.OldTimeline} → {result.NewTimeline}")),
        new("Mode", result => result.Mode.ToString()),
        .. Phases,
    ];

    /// <inheritdoc/>
    protected override IEnumerable<IPart> Parts(FailoverResult value)
    {
        yield return Grid.First(Columns, [value]);
        if (value.Warning is { } warning)
        {
            yield return new Sentence(warning, Tone.Fair);
        }

        yield return Grid.First(CandidateView.Columns, value.Candidates);
    }

    /// <inheritdoc/>
    protected override IEnumerable<IPart> Parts(IReadOnlyList<FailoverResult> values) => [Grid.First(Columns, values)];
}
