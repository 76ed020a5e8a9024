using ReplicaShell.Measurements;

namespace ReplicaShell.Core.Tests.Measurements;

public class DistributionTests
{
    [Fact]
    public void It_is_what_a_person_would_count()
    {
        var distribution = Distribution.Of([3, 1, 2, 10, 4, 5, 6, 7, 8, 9]);

        Assert.Equal(
            (1, 5.5, 9, 10),
            (distribution.Minimum, distribution.Median, distribution.Percentile90, distribution.Maximum)
        );
        Assert.Equal([3, 1, 2, 10, 4, 5, 6, 7, 8, 9], distribution.Values);
        Assert.Equal("5.5 (1 to 10)", distribution.ToString());
    }

    [Fact]
    public void One_value_is_all_of_them()
    {
        var distribution = Distribution.Of([7]);

        Assert.Equal(
            (7, 7, 7, 7),
            (distribution.Minimum, distribution.Median, distribution.Percentile90, distribution.Maximum)
        );
        Assert.Equal("7", distribution.ToString());
        Assert.Throws<ArgumentOutOfRangeException>(() => Distribution.Of([]));
    }
}
