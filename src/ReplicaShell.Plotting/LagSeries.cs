using ReplicaShell.Replication;

namespace ReplicaShell.Plotting;

/// <summary>One estimator of one follower as unbroken stretches: where it is not known there is a gap, not a zero.</summary>
internal static class LagSeries
{
    /// <summary>The stretches of samples in which the value is known, as points in seconds and the value's own unit.</summary>
    public static IReadOnlyList<(double[] Seconds, double[] Values)> Stretches(
        IEnumerable<ReplicationLag> samples,
        DateTimeOffset zero,
        Func<ReplicationLag, double?> estimator
    )
    {
        var stretches = new List<(double[], double[])>();
        var (seconds, values) = (new List<double>(), new List<double>());
        foreach (var sample in samples)
        {
            if (estimator(sample) is { } value)
            {
                seconds.Add((sample.Time - zero).TotalSeconds);
                values.Add(value);
            }
            else
            {
                End();
            }
        }

        End();
        return stretches;

        void End()
        {
            if (seconds.Count > 0)
            {
                stretches.Add(([.. seconds], [.. values]));
                seconds.Clear();
                values.Clear();
            }
        }
    }
}
