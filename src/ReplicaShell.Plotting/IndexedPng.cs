using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace ReplicaShell.Plotting;

/// <summary>
/// A PNG with a table of colours, a byte a pixel: notebooks keep their pictures, and this is less than half of what a
/// general writer makes of them. The format is that of the PNG specification (W3C), sections 5 and 11.
/// </summary>
internal static class IndexedPng
{
    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Writes pixels, row by row; red is the lowest byte of each, then green, then blue.</summary>
    public static byte[] Of(ReadOnlySpan<uint> pixels, int width, int height)
    {
        var colors = new ColorTable(pixels);
        using var file = new MemoryStream();
        file.Write(Signature);
        WriteChunk(file, "IHDR", Header(width, height));
        WriteChunk(
            file,
            "PLTE",
            [.. colors.Colors.SelectMany(color => (byte[])[(byte)color, (byte)(color >> 8), (byte)(color >> 16)])]
        );
        WriteChunk(file, "IDAT", Data(pixels, width, height, colors));
        WriteChunk(file, "IEND", []);
        return file.ToArray();
    }

    private static byte[] Header(int width, int height)
    {
        const byte bitDepth = 8;
        const byte indexedColor = 3;
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = bitDepth;
        header[9] = indexedColor;
        return header;
    }

    private static byte[] Data(ReadOnlySpan<uint> pixels, int width, int height, ColorTable colors)
    {
        using var data = new MemoryStream();
        using (var zlib = new ZLibStream(data, CompressionLevel.Optimal))
        {
            // The first byte of a row names its filter: none, since what stands side by side is alike as it is.
            var row = new byte[width + 1];
            var (known, place) = (pixels[0], colors.PlaceOf(pixels[0]));
            for (var y = 0; y < height; y++)
            {
                var source = pixels.Slice(y * width, width);
                for (var x = 0; x < width; x++)
                {
                    if (source[x] != known)
                    {
                        (known, place) = (source[x], colors.PlaceOf(source[x]));
                    }

                    row[x + 1] = place;
                }

                zlib.Write(row);
            }
        }

        return data.ToArray();
    }

    private static void WriteChunk(MemoryStream file, string type, ReadOnlySpan<byte> content)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        file.Write(number);
        byte[] checkedPart = [.. Encoding.ASCII.GetBytes(type), .. content];
        file.Write(checkedPart);
        BinaryPrimitives.WriteUInt32BigEndian(number, Checksum(checkedPart));
        file.Write(number);
    }

    /// <summary>The cyclic redundancy check of the specification's annex D, bit by bit.</summary>
    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var value = uint.MaxValue;
        foreach (var one in bytes)
        {
            value ^= one;
            for (var bit = 0; bit < 8; bit++)
            {
                value = (value & 1) == 0 ? value >> 1 : 0xEDB88320 ^ (value >> 1);
            }
        }

        return ~value;
    }
}
