using System.Numerics;

namespace ReplicaShell.Checkers;

/// <summary>
/// A set of keys out of a known range. Keys that a workload allocates lie side by side: then it is a bit a key, so that
/// ten million of them take a megabyte and a look-up a nanosecond. Keys that lie far apart go into a hash set.
/// </summary>
internal sealed class KeySet
{
    /// <summary>Up to this many bits for each key expected, bits take less room than a hash set's entries.</summary>
    private const long MostBitsPerKey = 64;

    private readonly long _lowest;
    private readonly long _highest;
    private readonly ulong[]? _bits;
    private readonly HashSet<int>? _sparse;

    /// <summary>Makes an empty set.</summary>
    /// <param name="lowest">The lowest key that may be added.</param>
    /// <param name="highest">The highest key that may be added; below the lowest when there are none.</param>
    /// <param name="expected">About how many will be added.</param>
    public KeySet(int lowest, int highest, int expected)
    {
        (_lowest, _highest) = (lowest, highest);
        var range = Math.Max(0, _highest - _lowest + 1);
        if (range <= (Math.Max(expected, 64L) * MostBitsPerKey))
        {
            _bits = new ulong[(range + 63) / 64];
        }
        else
        {
            _sparse = [];
        }
    }

    /// <summary>Adds a key of the range.</summary>
    public void Add(int key)
    {
        if (_bits is null)
        {
            _sparse!.Add(key);
            return;
        }

        var place = key - _lowest;
        _bits[place >> 6] |= 1UL << (int)(place & 63);
    }

    /// <summary>Adds a key if it lies in the range.</summary>
    public void AddIfInRange(int key)
    {
        if (key >= _lowest && key <= _highest)
        {
            Add(key);
        }
    }

    /// <summary>Whether it has the key, which must be one of the range.</summary>
    public bool Contains(int key)
    {
        if (_bits is null)
        {
            return _sparse!.Contains(key);
        }

        var place = key - _lowest;
        return (_bits[place >> 6] >> (int)(place & 63) & 1) != 0;
    }

    /// <summary>Its keys in ascending order.</summary>
    public IEnumerable<int> InOrder() => _bits is null ? _sparse!.Order() : BitsInOrder(_bits);

    private IEnumerable<int> BitsInOrder(ulong[] bits)
    {
        for (var word = 0; word < bits.Length; word++)
        {
            for (var left = bits[word]; left != 0; left &= left - 1)
            {
                yield return (int)(_lowest + (word * 64L) + BitOperations.TrailingZeroCount(left));
            }
        }
    }
}
