using System.Security.Cryptography;
using System.Text;

namespace ReplicaShell.Course.Ground;

/// <summary>
/// Numbers that follow from a seed, the same on every machine and in every version: SplitMix64 (Steele, Lea, Flood, "Fast
/// Splittable Pseudorandom Number Generators", 2014).
/// </summary>
internal sealed class SeededNumbers
{
    private ulong _state;

    /// <param name="seed">The learner's seed.</param>
    /// <param name="purpose">What the numbers are for: other purposes get others of the same seed.</param>
    public SeededNumbers(int seed, string purpose) =>
        _state = BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed} {purpose}")));

    /// <summary>Any number of 64 bits.</summary>
    public ulong Next()
    {
        var mixed = _state += 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>A number from the first to the last, both included.</summary>
    public int Next(int first, int last) => first + (int)(Next() % ((ulong)(last - first) + 1));

    /// <summary>One of them.</summary>
    public T Pick<T>(IReadOnlyList<T> choices) => choices[Next(0, choices.Count - 1)];

    /// <summary>All of them in another order.</summary>
    public T[] Shuffle<T>(IEnumerable<T> items)
    {
        var shuffled = items.ToArray();
        for (var last = shuffled.Length - 1; last > 0; last--)
        {
            var other = Next(0, last);
            (shuffled[last], shuffled[other]) = (shuffled[other], shuffled[last]);
        }

        return shuffled;
    }
}
