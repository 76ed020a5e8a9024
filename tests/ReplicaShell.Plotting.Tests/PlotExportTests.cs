using System.Xml.Linq;
using ReplicaShell.Errors;
using SkiaSharp;

namespace ReplicaShell.Plotting.Tests;

public sealed class PlotExportTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("replicashell-plots-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("a.png")]
    [InlineData("A.PNG")]
    public void A_png_has_two_pixels_for_each_one_asked_for(string name)
    {
        var file = PlotExport.Save(Samples.Drill(), Path.Combine(_folder, name), 800, 500);

        using var picture = SKBitmap.Decode(File.ReadAllBytes(file.FullName));
        Assert.Equal((1600, 1000), (picture.Width, picture.Height));
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], File.ReadAllBytes(file.FullName)[..4]);
    }

    [Fact]
    public void An_svg_is_well_formed_and_scales()
    {
        var file = PlotExport.Save(Samples.Lag(), Path.Combine(_folder, "a.svg"), 800, 500);

        var root = XDocument.Load(file.FullName).Root!;
        Assert.Equal("svg", root.Name.LocalName);
        Assert.Equal("800", root.Attribute("width")!.Value);
        Assert.Equal("0 0 800 500", root.Attribute("viewBox")!.Value);
        Assert.Contains("sans-serif", File.ReadAllText(file.FullName));
    }

    [Theory]
    [InlineData("a.jpg")]
    [InlineData("a")]
    [InlineData("png")]
    public void Other_endings_are_refused_and_no_file_is_made(string name)
    {
        var error = Assert.Throws<ReplicaException>(() =>
            PlotExport.Save(Samples.Drill(), Path.Combine(_folder, name))
        );

        Assert.Equal("UnsupportedPlotFormat", error.ErrorId);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public void What_has_no_picture_is_refused_with_advice()
    {
        foreach (
            var results in (object?[])
                [
                    null,
                    Array.Empty<object>(),
                    "text",
                    17,
                    Samples.Drill().Verdict,
                    Samples.Workload(Samples.Noon, TimeSpan.Zero),
                    new object[] { Samples.Drill(), Samples.Drill() },
                    new object[] { Samples.Drill(), Samples.Lag()[0] },
                ]
        )
        {
            var error = Assert.Throws<ReplicaException>(() => PlotExport.Save(results, Path.Combine(_folder, "a.png")));

            Assert.Equal("NothingToPlot", error.ErrorId);
            Assert.Contains("Invoke-DataLossDrill", error.Message);
        }

        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Theory]
    [InlineData(599, 600)]
    [InlineData(1000, 359)]
    [InlineData(8001, 600)]
    [InlineData(-1, -1)]
    public void A_size_in_which_nothing_could_be_read_is_refused(int width, int height)
    {
        var error = Assert.Throws<ReplicaException>(() =>
            PlotExport.Save(Samples.Drill(), Path.Combine(_folder, "a.png"), width, height)
        );

        Assert.Equal("InvalidPlotSize", error.ErrorId);
    }

    [Fact]
    public void A_folder_that_does_not_exist_is_named()
    {
        var path = Path.Combine(_folder, "nowhere", "a.png");

        var error = Assert.Throws<ReplicaException>(() => PlotExport.Save(Samples.Drill(), path));

        Assert.Equal("PlotNotWritten", error.ErrorId);
        Assert.Equal(path, error.Target);
    }

    [Fact]
    public void A_machine_without_fonts_is_noticed()
    {
        // Skia names one family without a name where there is none.
        Assert.Null(TextFont.Choose([""], _ => false));
        Assert.Equal("DejaVu Sans", TextFont.Choose(["Courier", "DejaVu Sans", "DejaVu Serif"], _ => true));
        Assert.Equal("Some Sans", TextFont.Choose(["Courier", "Some Sans"], _ => true));
        Assert.Equal("Courier", TextFont.Choose(["Symbols Sans", "Courier"], family => family == "Courier"));
        Assert.Equal("NoFonts", TextFont.NoFonts().ErrorId);
        Assert.Contains("fonts-dejavu-core", TextFont.NoFonts().Message);
    }

    [Fact]
    public void Quantities_are_written_as_people_do()
    {
        Assert.Equal("0 ms", Units.Time(TimeSpan.Zero));
        Assert.Equal("0.4 ms", Units.Time(TimeSpan.FromMilliseconds(0.4)));
        Assert.Equal("131 ms", Units.Time(TimeSpan.FromMilliseconds(131.2)));
        Assert.Equal("1.32 s", Units.Time(TimeSpan.FromMilliseconds(1320)));
        Assert.Equal("2 min 5 s", Units.Time(TimeSpan.FromSeconds(125)));
        Assert.Equal("980 B", Units.Bytes(980));
        Assert.Equal("4.2 MB", Units.Bytes(4.2e6));
        Assert.Equal("1 MB", Units.Bytes(999_900));
        Assert.Equal("12 345", Units.Count(12_345));
    }
}
