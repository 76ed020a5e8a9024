using SkiaSharp;

namespace ReplicaShell.Plotting.Tests;

public class IndexedPngTests
{
    [Fact]
    public void Up_to_256_colours_come_back_exactly()
    {
        uint[] pixels = [.. Enumerable.Range(0, 64 * 8).Select(n => 0xFF000000 | ((uint)(n % 256) * 0x010305))];

        Assert.Equal(pixels, Decoded(IndexedPng.Of(pixels, 64, 8), 64, 8));
    }

    [Fact]
    public void Of_more_colours_the_rare_ones_become_their_nearest_neighbours()
    {
        // 200 frequent ones in all parts of the cube, and 100 rare ones, each a little off one of those.
        uint[] frequent =
        [
            .. Enumerable.Range(0, 200).Select(n => 0xFF000000 | ((uint)n * 0x010000) | ((uint)(n * 37 % 200) * 0x100)),
        ];
        uint[] rare = [.. Enumerable.Range(0, 100).Select(n => frequent[n] + 1)];
        uint[] pixels = [.. frequent, .. frequent, .. frequent, .. rare];

        var decoded = Decoded(IndexedPng.Of(pixels, 100, 7), 100, 7);

        Assert.Equal(frequent, decoded[..200]);
        Assert.All(rare.Zip(decoded[600..]), pair => Assert.InRange(pair.First - pair.Second, 0u, 1u));
        Assert.Equal(256, decoded.Distinct().Count());
    }

    private static uint[] Decoded(byte[] png, int width, int height)
    {
        using var picture = SKBitmap.Decode(
            png,
            new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque)
        );
        return
        [
            .. picture.Pixels.Select(one => 0xFF000000 | one.Red | ((uint)one.Green << 8) | ((uint)one.Blue << 16)),
        ];
    }
}
