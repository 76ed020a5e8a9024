using ReplicaShell.Formatting.Content;
using ReplicaShell.Measurements;

namespace ReplicaShell.Formatting.Views;

/// <summary>The failovers of a mode and distance: medians, and in brackets the least and the greatest.</summary>
internal sealed class FailoverGroupView : ViewOf<FailoverGroup>
{
    public static readonly Column<FailoverGroup>[] Columns =
    [
        new("Mode", group => group.Mode.ToString()),
        new("Distance", group => group.Distance == Distance.None ? Cell.Absent("none") : group.Distance.ToString()),
        new("Runs", group => Quantity.Count(group.Runs), IsNumber: true),
        new("Detect (ms)", group => group.Detect.ToString(), IsNumber: true),
        new("Elect (ms)", group => group.Elect.ToString(), IsNumber: true),
        new("Fence (ms)", group => group.Fence.ToString(), IsNumber: true),
        new("Promote (ms)", group => group.Promote.ToString(), IsNumber: true),
        new("First write (ms)", group => group.FirstWrite.ToString(), IsNumber: true),
        new("Total (ms)", group => group.Total.ToString(), IsNumber: true),
        new("Lost", Lost, IsNumber: true),
    ];

    /// <inheritdoc/>
    protected override IEnumerable<IPart> Parts(IReadOnlyList<FailoverGroup> values) => [Grid.First(Columns, values)];

    private static Cell Lost(FailoverGroup group) =>
        new(group.Lost.ToString(), group.Lost.Maximum > 0 ? Tone.Bad : Tone.Good);
}
