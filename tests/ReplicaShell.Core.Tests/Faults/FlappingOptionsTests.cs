using ReplicaShell.Faults;

namespace ReplicaShell.Core.Tests.Faults;

public class FlappingOptionsTests
{
    private static readonly FlappingOptions Options = new()
    {
        Down = TimeSpan.FromSeconds(1),
        Up = TimeSpan.FromSeconds(4),
        Count = 50,
    };

    [Fact]
    public void Without_a_seed_the_times_are_regular() =>
        Assert.Equal(Enumerable.Repeat((TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(4)), 50), Options.Schedule());

    [Fact]
    public void A_seed_varies_them_by_half_and_the_same_seed_in_the_same_way()
    {
        var schedule = (Options with { Seed = 7 }).Schedule().ToList();

        Assert.Equal(schedule, (Options with { Seed = 7 }).Schedule());
        Assert.NotEqual(schedule, (Options with { Seed = 8 }).Schedule());
        Assert.All(schedule, one => Assert.InRange(one.Down.TotalSeconds, 0.5, 1.5));
        Assert.All(schedule, one => Assert.InRange(one.Up.TotalSeconds, 2, 6));
        Assert.True(schedule.Distinct().Count() > 40);
    }
}
