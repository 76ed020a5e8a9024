using System.Numerics;

namespace ReplicaShell.Workloads;

/// <summary>
/// Counts latencies in buckets that are at most 1/128 as wide as the values they hold (the idea of Gil Tene's HDR
/// Histogram): quantiles to within 1% in a fixed 60 KiB, however many there are.
/// </summary>
internal sealed class LatencyHistogram
{
    private const int Precision = 7;
    private const int Half = 1 << Precision;
    private readonly long[] _counts = new long[(64 - Precision) << Precision];

    /// <summary>How many latencies it counted.</summary>
    public long Count { get; private set; }

    /// <summary>Counts one; less than nothing counts as nothing.</summary>
    public void Add(TimeSpan latency)
    {
        _counts[BucketOf(Math.Max(0, latency.Ticks))]++;
        Count++;
    }

    /// <summary>Counts all that another one has.</summary>
    public void Add(LatencyHistogram other)
    {
        for (var bucket = 0; bucket < _counts.Length; bucket++)
        {
            _counts[bucket] += other._counts[bucket];
        }

        Count += other.Count;
    }

    /// <summary>The value that this share of the latencies does not exceed; null when there are none.</summary>
    /// <param name="share">From 0 to 1.</param>
    public TimeSpan? Quantile(double share)
    {
        var wanted = Math.Max(1, (long)Math.Ceiling(Count * share));
        var seen = 0L;
        for (var bucket = 0; bucket < _counts.Length; bucket++)
        {
            seen += _counts[bucket];
            if (seen >= wanted)
            {
                return new TimeSpan(MiddleOf(bucket));
            }
        }

        return null;
    }

    // Below 128 a bucket a value; from there on 128 buckets for each power of two.
    private static int BucketOf(long ticks)
    {
        var shift = Math.Max(0, BitOperations.Log2((ulong)ticks) - Precision);
        return (shift << Precision) + (int)(ticks >> shift);
    }

    private static long MiddleOf(int bucket)
    {
        if (bucket < 2 * Half)
        {
            return bucket;
        }

        var shift = (bucket >> Precision) - 1;
        var lowest = ((long)(bucket & (Half - 1)) + Half) << shift;
        return lowest + ((1L << shift) / 2);
    }
}
