namespace ReplicaShell.Formatting.Tests;

/// <summary>Rows that a cell puts together itself, as objects of an anonymous type, are a table, too.</summary>
public class OwnRowsTests
{
    [Fact]
    public void Their_properties_are_its_columns()
    {
        var runs = new[] { (Lost: 1200, Share: 0.25), (Lost: 0, Share: 0) };
        var page = Page.Of(
            runs.Select(run => new
            {
                Run = "a",
                run.Lost,
                run.Share,
                Late = run.Lost > 0,
            })
        );

        Assert.Equal(["a", "a"], page.Column("Run"));
        Assert.Equal(["1 200", "0"], page.Column("Lost"));
        Assert.Equal(["0.25", "0"], page.Column("Share"));
        Assert.Equal(["yes", "no"], page.Column("Late"));
    }

    [Fact]
    public void One_alone_is_a_table_of_one_row_and_what_is_null_is_not_0()
    {
        var page = Page.Of(new { Lag = (long?)null, Behind = TimeSpan.FromMilliseconds(1.25) });

        Assert.Equal(["-"], page.Column("Lag"));
        Assert.Equal(["1.3 ms"], page.Column("Behind"));
    }

    [Fact]
    public void A_list_of_objects_is_one_when_they_are_of_one_type()
    {
        Assert.Equal(["1", "2"], Page.Of(new List<object> { new { A = 1 }, new { A = 2 } }).Column("A"));
        Assert.Null(ResultView.Of(new List<object> { new { A = 1 }, new { B = 2 } }));
        Assert.Null(ResultView.Of(new List<object>()));
        Assert.Equal("No rows.", ResultView.Of(Array.Empty<int>().Select(one => new { one }))!.ToText());
    }
}
