using ReplicaShell.Drills;
using ReplicaShell.Formatting.Content;

namespace ReplicaShell.Formatting.Views;

/// <summary>A data-loss drill: the verdict, and the failover within it.</summary>
internal sealed class DataLossView : ViewOf<DataLossResult>
{
    private static readonly Column<DataLossResult>[] Columns =
    [
        new("Pair", result => result.Pair),
        new("Mode", result => result.Mode.ToString()),
        new("Leader", result => $"{result.OldLeader} → {result.NewLeader}"),
        .. VerdictView.Counts.Select(count => new Column<DataLossResult>(
            count.Head,
            result => count.Value(result.Verdict),
            count.IsNumber
        )),
        new("Failover (ms)", result => Quantity.Milliseconds(result.Failover.Total), IsNumber: true),
        new("No leader (ms)", result => Quantity.Milliseconds(result.RecoveredAt - result.CrashedAt), IsNumber: true),
    ];

    /// <inheritdoc/>
    protected override IEnumerable<IPart> Parts(DataLossResult value)
    {
        foreach (var part in VerdictView.PartsOf(value.Verdict))
        {
            yield return part;
        }

        var (failover, mode) = (value.Failover, value.Mode);
        yield return new Sentence($"{failover.OldLeader} → {failover.NewLeader} in mode {mode}, phase by phase:");
        yield return Grid.First(FailoverView.Phases, [failover]);
        if (failover.Warning is { } warning)
        {
            yield return new Sentence(warning, Tone.Fair);
        }
    }

    /// <inheritdoc/>
    protected override IEnumerable<IPart> Parts(IReadOnlyList<DataLossResult> values) => [Grid.First(Columns, values)];
}
