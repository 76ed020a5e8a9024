using System.Runtime.InteropServices;

namespace ReplicaShell.Plotting;

/// <summary>
/// The 256 most frequent colours of a picture, and for each of the few others the nearest of them. Our pictures have a
/// handful of colours and the shades at the edges of their shapes, of which nobody sees that two were one.
/// </summary>
internal sealed class ColorTable
{
    private const int Most = 256;
    private readonly Dictionary<uint, byte> _places = [];

    /// <summary>Counts the colours; a colour is red in the lowest byte, then green, then blue.</summary>
    public ColorTable(ReadOnlySpan<uint> pixels)
    {
        var counts = new Dictionary<uint, int>();
        for (var first = 0; first < pixels.Length; )
        {
            var rest = pixels[first..];
            var length = rest.IndexOfAnyExcept(rest[0]);
            length = length < 0 ? rest.Length : length;
            CollectionsMarshal.GetValueRefOrAddDefault(counts, rest[0], out _) += length;
            first += length;
        }

        Colors = [.. counts.OrderByDescending(count => count.Value).Take(Most).Select(count => count.Key)];
        foreach (var color in counts.Keys)
        {
            _places[color] = Nearest(color);
        }
    }

    /// <summary>The colours, the most frequent first.</summary>
    public IReadOnlyList<uint> Colors { get; }

    /// <summary>The place of a colour of the picture, or of the one that stands for it.</summary>
    public byte PlaceOf(uint color) => _places[color];

    private byte Nearest(uint color)
    {
        var (best, least) = (0, int.MaxValue);
        for (var place = 0; place < Colors.Count && least > 0; place++)
        {
            var distance = Distance(Colors[place], color);
            if (distance < least)
            {
                (best, least) = (place, distance);
            }
        }

        return (byte)best;
    }

    private static int Distance(uint one, uint other)
    {
        var sum = 0;
        for (var shift = 0; shift < 24; shift += 8)
        {
            var difference = (int)((one >> shift) & 255) - (int)((other >> shift) & 255);
            sum += difference * difference;
        }

        return sum;
    }
}
