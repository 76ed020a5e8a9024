using System.Runtime.InteropServices;

namespace ReplicaShell.Checkers;

/// <summary>
/// Numbers things by small numbers from 0, for arrays. Numbers that lie side by side, as keys and clients of a workload
/// do, need no table: the slot is the distance from the lowest.
/// </summary>
internal sealed class SlotIndex
{
    /// <summary>Up to this many slots for each thing expected, empty ones are cheaper than a table.</summary>
    private const long MostSlotsEach = 4;

    private readonly int _lowest;
    private readonly Dictionary<int, int>? _sparse;

    /// <summary>Makes an index.</summary>
    /// <param name="lowest">The lowest number there will be.</param>
    /// <param name="highest">The highest; below the lowest when there are none.</param>
    /// <param name="expected">How many there are at most.</param>
    public SlotIndex(int lowest, int highest, int expected)
    {
        _lowest = lowest;
        var range = Math.Max(0, (long)highest - lowest + 1);
        if (range <= Math.Max(expected, 1024L) * MostSlotsEach && range <= Array.MaxLength)
        {
            Capacity = (int)range;
        }
        else
        {
            Capacity = expected;
            _sparse = [];
        }
    }

    /// <summary>How many slots there are at most.</summary>
    public int Capacity { get; }

    /// <summary>The slot of a number, new if need be.</summary>
    public int Of(int number)
    {
        if (_sparse is null)
        {
            return number - _lowest;
        }

        ref var slot = ref CollectionsMarshal.GetValueRefOrAddDefault(_sparse, number, out var exists);
        if (!exists)
        {
            slot = _sparse.Count - 1;
        }

        return slot;
    }
}
