using ReplicaShell.Failover;
using ReplicaShell.Formatting.Content;

namespace ReplicaShell.Formatting.Views;

/// <summary>The candidates of an election, each with the reason for what became of it.</summary>
internal sealed class CandidateView : ViewOf<FailoverCandidate>
{
    public static readonly Column<FailoverCandidate>[] Columns =
    [
        new("Candidate", candidate => candidate.Node),
        new("Eligible", one => new Cell(one.Eligible ? "yes" : "no", one.Eligible ? Tone.Good : Tone.Bad)),
        new("Timeline", candidate => Quantity.Number(candidate.Timeline), IsNumber: true),
        new("Received LSN", candidate => Quantity.Position(candidate.ReceivedLsn), IsNumber: true),
        new("Lag (bytes)", candidate => Quantity.Bytes(candidate.LagBytes), IsNumber: true),
        new("Priority", candidate => Quantity.Number(candidate.Priority), IsNumber: true),
        new("Reason", candidate => candidate.Reason),
    ];

    /// <inheritdoc/>
    protected override IEnumerable<IPart> Parts(IReadOnlyList<FailoverCandidate> values) =>
        [Grid.First(Columns, values)];
}
