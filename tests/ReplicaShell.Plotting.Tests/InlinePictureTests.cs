using SkiaSharp;

namespace ReplicaShell.Plotting.Tests;

public class InlinePictureTests
{
    [Fact]
    public void What_has_no_picture_gives_none()
    {
        Assert.All(
            (object?[])
                [
                    null,
                    17,
                    Array.Empty<object>(),
                    Samples.Drill().Verdict,
                    Samples.Workload(Samples.Noon, TimeSpan.Zero),
                    new object[] { Samples.Pair(), Samples.Pair() },
                    new object[] { Samples.Lag()[0], Samples.Pair() },
                ],
            results => Assert.Null(InlinePicture.Of(results))
        );
    }

    [Fact]
    public void A_single_moment_of_lag_is_no_curve_and_two_are()
    {
        var (one, other) = (Samples.Lag("node2"), Samples.Lag("node3"));

        Assert.Null(InlinePicture.Of(one[0]));
        Assert.Null(InlinePicture.Of(new[] { one[0], other[0] }));
        Assert.NotNull(InlinePicture.Of(new[] { one[0], one[1] }));
    }

    [Fact]
    public void It_has_two_pixels_for_each_one_shown_and_says_what_it_shows()
    {
        var picture = InlinePicture.Of(Samples.Drill())!;

        using var pixels = SKBitmap.Decode(picture.Png.ToArray());
        Assert.Equal((picture.Width * 2, picture.Height * 2), (pixels.Width, pixels.Height));
        Assert.Equal(
            "lab: node1 crashed, node2 took over (mode Async). "
                + "25 acknowledged, 20 lost, 1 unknown, 2 failed; no leader for 181 ms.",
            picture.Description
        );
    }

    [Fact]
    public void A_workload_that_measured_lag_shows_it()
    {
        var workload = Samples.Workload(Samples.Noon, TimeSpan.Zero) with { Lag = Samples.Lag() };

        Assert.StartsWith("lab: how far node2 is behind the leader.", InlinePicture.Of(workload)!.Description);
    }
}
