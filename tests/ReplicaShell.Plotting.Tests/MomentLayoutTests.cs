namespace ReplicaShell.Plotting.Tests;

public class MomentLayoutTests
{
    [Fact]
    public void No_name_covers_another_or_has_a_line_through_it()
    {
        var random = new Random(11);
        for (var round = 0; round < 200; round++)
        {
            var moments = Enumerable
                .Range(0, 4)
                .Select(_ => (X: 130f + (random.NextSingle() * 830), Width: 60f + (random.NextSingle() * 120)))
                .OrderBy(moment => moment.X)
                .ToArray();

            var labels = MomentLayout.Arrange(moments, 130, 990);

            foreach (var label in labels)
            {
                Assert.InRange(label.Left, 130, 990);
                Assert.InRange(label.Right, 130, 990);
                Assert.All(
                    labels.Where(other => other != label && Math.Abs(other.X - label.X) > 20),
                    other => Assert.Equal(0, label.ClashWith(other))
                );
            }
        }
    }

    [Fact]
    public void Names_that_have_room_stand_in_one_row_to_the_right()
    {
        var labels = MomentLayout.Arrange([(200, 80), (500, 80), (800, 80)], 130, 990);

        Assert.All(labels, label => Assert.Equal((0, false), (label.Row, label.LeftOfLine)));
    }
}
