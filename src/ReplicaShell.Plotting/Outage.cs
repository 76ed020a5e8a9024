using ReplicaShell.Replication;
using ReplicaShell.Topology;

namespace ReplicaShell.Plotting;

/// <summary>A stretch of time in which a follower did not follow.</summary>
/// <param name="From">Its beginning, in seconds.</param>
/// <param name="To">The next sample in which it did follow again, or the last one.</param>
/// <param name="State">What it was instead.</param>
internal sealed record Outage(double From, double To, LagState State)
{
    /// <summary>The outages of one follower, whose samples are in order.</summary>
    public static IEnumerable<Outage> Of(IReadOnlyList<ReplicationLag> samples, DateTimeOffset zero)
    {
        for (var first = 0; first < samples.Count; )
        {
            var state = samples[first].State;
            var next = first + 1;
            while (next < samples.Count && samples[next].State == state)
            {
                next++;
            }

            if (state is not (LagState.Streaming or LagState.CatchingUp))
            {
                var end = samples[Math.Min(next, samples.Count - 1)].Time;
                yield return new Outage((samples[first].Time - zero).TotalSeconds, (end - zero).TotalSeconds, state);
            }

            first = next;
        }
    }
}
