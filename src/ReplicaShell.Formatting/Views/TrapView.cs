using ReplicaShell.Course;
using ReplicaShell.Formatting.Content;

namespace ReplicaShell.Formatting.Views;

/// <summary>The traps of an exercise.</summary>
internal sealed class TrapView : ViewOf<ExerciseTrap>
{
    public static readonly Column<ExerciseTrap>[] Columns =
    [
        new("Trap", trap => trap.Id),
        new("What to avoid", trap => trap.Title),
        new("Points off", trap => Quantity.Number(trap.Points), IsNumber: true),
    ];

    /// <inheritdoc/>
    protected override IEnumerable<IPart> Parts(IReadOnlyList<ExerciseTrap> values) => [Grid.First(Columns, values)];
}
