using ReplicaShell.Replication.Divergence;
using Kind = ReplicaShell.Replication.Divergence.Divergence;

namespace ReplicaShell.Core.Tests.Replication.Divergence;

public sealed class RowDifferencesTests
{
    [Fact]
    public void A_row_is_only_here_only_there_or_different_and_what_is_alike_is_left_out()
    {
        var here = new Dictionary<string, string>
        {
            ["1"] = "a",
            ["2"] = "b",
            ["10"] = "c",
        };
        var there = new Dictionary<string, string>
        {
            ["1"] = "a",
            ["2"] = "B",
            ["9"] = "d",
        };

        var rows = RowDifferences.Compare("decrees", here, there).ToList();

        Assert.Equal(
            [("2", Kind.Different), ("9", Kind.OnlyThere), ("10", Kind.OnlyHere)],
            rows.Select(row => (row.Key, row.Divergence))
        );
        Assert.Equal(("b", "B"), (rows[0].Here, rows[0].There));
        Assert.Equal(
            ["10"],
            new RowDifferences { Rows = rows }
                .Of(Kind.OnlyHere)
                .Select(row => row.Key)
        );
    }
}
