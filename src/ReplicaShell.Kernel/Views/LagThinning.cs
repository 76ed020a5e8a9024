using ReplicaShell.Replication;

namespace ReplicaShell.Kernel.Views;

/// <summary>
/// Keeps a stream of samples from filling the memory: of two neighbours of one follower the one that is further behind
/// stays, so that the curve keeps its peaks and an outage its length.
/// </summary>
internal static class LagThinning
{
    private const int Most = 40_000;

    /// <summary>The end is what a table shows, and stays as it came.</summary>
    private const int Untouched = 1000;

    /// <summary>Halves samples that have become too many.</summary>
    public static void Thin(List<object> samples)
    {
        if (samples.Count <= Most)
        {
            return;
        }

        var kept = new List<object>(samples.Count);
        var waiting = new Dictionary<string, int>();
        foreach (var sample in samples.Take(samples.Count - Untouched).Cast<ReplicationLag>())
        {
            if (!waiting.Remove(sample.Node, out var neighbour))
            {
                waiting[sample.Node] = kept.Count;
                kept.Add(sample);
            }
            else if (Distance(sample) > Distance((ReplicationLag)kept[neighbour]))
            {
                kept[neighbour] = sample;
            }
        }

        kept.AddRange(samples.Skip(samples.Count - Untouched));
        samples.Clear();
        samples.AddRange(kept);
    }

    /// <summary>What is not known belongs to an outage, which must not vanish.</summary>
    private static long Distance(ReplicationLag sample) => sample.LagBytes ?? long.MaxValue;
}
