using System.Buffers.Binary;
using System.Management.Automation;
using ReplicaShell.Commands.Tests.Engine;

namespace ReplicaShell.Commands.Tests.Plots;

/// <summary>The picture that belongs to a result, from the pipeline.</summary>
public sealed class ExportReplicaPlotTests(EngineFixture engine) : ServerTests(engine), IClassFixture<EngineFixture>
{
    // The signature, and the first chunk's length and name; width and height follow.
    private static readonly byte[] s_begin = Convert.FromHexString("89504E470D0A1A0A0000000D49484452");

    private readonly string _folder = Directory.CreateTempSubdirectory("replicashell-plots-").FullName;

    public override ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return base.DisposeAsync();
    }

    [Fact]
    public void A_pair_its_lag_and_what_its_failover_lost_become_pictures()
    {
        Engine.Run("$null = New-ReplicaPair drawn");

        byte[] lag = Png("Get-ReplicationLag drawn -Count 5 -Interval 0.02", "-Width 800 -Height 400");
        string pair = Svg("Get-ReplicaPair drawn");
        Engine.Run("$global:drill = Invoke-DataLossDrill drawn -Count 7 -Before 3");
        byte[] loss = Png("$drill", string.Empty);
        string lossText = Svg("$drill");

        Assert.Equal((1600, 800), Size(lag));
        Assert.Equal((2000, 1200), Size(loss));
        Assert.Contains("node2", pair, StringComparison.Ordinal);
        Assert.Contains("lost", lossText, StringComparison.Ordinal);
        Remove("drawn");
    }

    [Fact]
    public void With_WhatIf_nothing_is_written_and_nothing_is_returned()
    {
        Assert.Empty(Engine.Run("17 | Export-ReplicaPlot $args[0] -WhatIf", At("a.png")));
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Theory]
    [InlineData("a.gif", "", "UnsupportedPlotFormat", ErrorCategory.InvalidArgument, ".png")]
    [InlineData("a.png", "", "NothingToPlot", ErrorCategory.InvalidArgument, "Pipe a pair")]
    [InlineData("a.png", "-Width 5", "InvalidPlotSize", ErrorCategory.InvalidArgument, "600")]
    public void What_cannot_be_drawn_is_refused(
        string name,
        string more,
        string id,
        ErrorCategory category,
        string advice
    )
    {
        AssertFails($"17 | Export-ReplicaPlot '{At(name)}' {more}", id, category, advice);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    private byte[] Png(string results, string more)
    {
        FileInfo file = Engine.Get<FileInfo>($"{results} | Export-ReplicaPlot $args[0] {more}", At("a.png"));
        Assert.Equal(At("a.png"), file.FullName);
        byte[] png = File.ReadAllBytes(file.FullName);
        Assert.Equal(s_begin, png[..s_begin.Length]);
        return png;
    }

    private string Svg(string results)
    {
        string text = File.ReadAllText(
            Engine.Get<FileInfo>($"{results} | Export-ReplicaPlot $args[0]", At("a.svg")).FullName
        );
        Assert.Contains("<svg", text, StringComparison.Ordinal);
        return text;
    }

    private static (int Width, int Height) Size(byte[] png) => (Number(png, 16), Number(png, 20));

    private static int Number(byte[] png, int at) => BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));

    private string At(string name) => Path.Combine(_folder, name);
}
