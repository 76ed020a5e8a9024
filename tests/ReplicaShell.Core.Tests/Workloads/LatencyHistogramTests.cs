using ReplicaShell.Workloads;

namespace ReplicaShell.Core.Tests.Workloads;

public class LatencyHistogramTests
{
    [Fact]
    public void Quantiles_are_those_of_the_sorted_values_to_within_one_percent()
    {
        var random = new Random(3);
        for (var round = 0; round < 50; round++)
        {
            // From a tick to hours, spread evenly over the magnitudes.
            var values = Enumerable
                .Range(0, random.Next(1, 2000))
                .Select(_ => (long)Math.Exp(random.NextDouble() * 25))
                .ToArray();
            var (first, second) = (new LatencyHistogram(), new LatencyHistogram());
            foreach (var value in values)
            {
                (random.Next(2) == 0 ? first : second).Add(new TimeSpan(value));
            }

            first.Add(second);
            Array.Sort(values);
            foreach (var share in (double[])[0, 0.5, 0.95, 0.99, 1])
            {
                var exact = values[Math.Max(0, (int)Math.Ceiling(values.Length * share) - 1)];
                Assert.InRange(first.Quantile(share)!.Value.Ticks, exact * 0.99, exact * 1.01);
            }
        }
    }

    [Fact]
    public void The_greatest_time_there_is_has_its_bucket_and_none_has_none()
    {
        var histogram = new LatencyHistogram();
        Assert.Null(histogram.Quantile(0.5));

        histogram.Add(TimeSpan.MaxValue);
        histogram.Add(TimeSpan.FromTicks(-1));

        Assert.Equal(TimeSpan.Zero, histogram.Quantile(0.5));
        Assert.InRange(histogram.Quantile(1)!.Value.Ticks, long.MaxValue * 0.99, long.MaxValue);
        Assert.Equal(2, histogram.Count);
    }
}
