using ReplicaShell.Formatting.Content;
using ReplicaShell.Replication.Divergence;

namespace ReplicaShell.Formatting.Views;

/// <summary>Rows that two servers do not have alike.</summary>
internal sealed class DivergedRowView : ViewOf<DivergedRow>
{
    /// <summary>The columns where the servers have names.</summary>
    public static Column<DivergedRow>[] Between(string here, string there) =>
        [
            new("Table", row => row.Table),
            new("Key", row => row.Key),
            new(
                "Where",
                row =>
                    row.Divergence switch
                    {
                        Divergence.OnlyHere => $"only on {here}",
                        Divergence.OnlyThere => $"only on {there}",
                        _ => "different",
                    }
            ),
            new($"On {here}", row => row.Here is null ? Cell.Absent("not there") : row.Here),
            new($"On {there}", row => row.There is null ? Cell.Absent("not there") : row.There),
        ];

    /// <inheritdoc/>
    protected override IEnumerable<IPart> Parts(IReadOnlyList<DivergedRow> values) =>
        [Grid.First(Between("here", "there"), values)];
}
