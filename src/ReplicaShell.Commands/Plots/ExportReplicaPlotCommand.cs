using System.Management.Automation;
using ReplicaShell.Commands.Infrastructure;
using ReplicaShell.Plotting;

namespace ReplicaShell.Commands.Plots;

/// <summary>Draws the picture that belongs to a result and writes it to a file.</summary>
/// <remarks>
/// A pair becomes its topology; samples of lag become lag over time; a data-loss drill, or a failover with the load that
/// ran meanwhile, becomes a timeline with every write as a tick: kept, lost, unknown or failed; a split-brain drill becomes
/// two timelines that part; a measurement becomes the distributions of the phases and of the losses. The ending of the path, .png
/// or .svg, is the format. A file that exists is replaced.
/// </remarks>
/// <example>
/// Draw ten seconds of lag
/// <code>Get-ReplicationLag lab -Count 100 -Interval 0.1 | Export-ReplicaPlot -Path lag.png</code>
/// </example>
/// <example>
/// Draw who leads and who follows
/// <code>Get-ReplicaPair lab | Export-ReplicaPlot -Path lab.svg</code>
/// </example>
/// <example>
/// Draw what a failover lost
/// <code>Invoke-DataLossDrill lab | Export-ReplicaPlot -Path loss.svg</code>
/// </example>
[Cmdlet(VerbsData.Export, "ReplicaPlot", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportReplicaPlotCommand : ReplicaCmdlet
{
    private readonly List<object> _results = [];

    /// <summary>A result, or samples of lag. What belongs together comes in one pipeline.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    public PSObject InputObject { get; set; } = null!;

    /// <summary>The file: its ending is .png or .svg.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public string Path { get; set; } = "";

    /// <summary>The width in pixels; a PNG has twice as many, so that it is sharp.</summary>
    [Parameter]
    public int Width { get; set; } = 1000;

    /// <summary>The height in pixels, as the width.</summary>
    [Parameter]
    public int Height { get; set; } = 600;

    /// <summary>Nothing can be drawn before all items are there, so a pipeline gives one error at most.</summary>
    protected override bool ErrorsTerminate => !IsErrorSilenced();

    /// <inheritdoc/>
    protected override Task ProcessAsync(CancellationToken cancellationToken)
    {
        _results.Add(InputObject.BaseObject);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        var path = await OnPipelineAsync(() => SessionState.Path.GetUnresolvedProviderPathFromPSPath(Path));
        if (await ShouldProcessAsync(path, "Write a picture"))
        {
            await WriteObjectAsync(PlotExport.Save(_results, path, Width, Height), cancellationToken);
        }
    }
}
