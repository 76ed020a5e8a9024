using System.Management.Automation;
using ReplicaShell.Formatting;

namespace ReplicaShell.Kernel.Languages;

/// <summary>
/// The end of a PowerShell cell's pipeline: results are shown by their views, errors as errors, and everything else as the
/// engine shows it, in the order in which it comes.
/// </summary>
[Cmdlet(VerbsData.Out, "Cell")]
internal sealed class OutCellCommand : PSCmdlet, IDisposable
{
    private SteppablePipeline? _engine;
    private HashSet<string>? _shape;

    /// <summary>The command, for a pipeline that is put together by hand.</summary>
    public static CmdletInfo Info { get; } = new("Out-Cell", typeof(OutCellCommand));

    /// <summary>What comes out of the cell.</summary>
    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>Where results go; the caller completes them, since a cell may end by an error or an interrupt.</summary>
    [Parameter]
    public PwshResults Results { get; set; } = null!;

    /// <inheritdoc/>
    public void Dispose() => _engine?.Dispose();

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        switch (InputObject?.BaseObject)
        {
            case ErrorRecord error:
                EndEngine();
                Results.Complete();
                Host.UI.WriteErrorLine(string.Join('\n', PwshFailure.Of(error).Trace));
                break;
            case { } result when ResultView.Exists(result.GetType()):
                EndEngine();
                Results.Add(result);
                break;
            default:
                Results.Complete();
                Show(InputObject);
                break;
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => EndEngine();

    /// <summary>
    /// As the engine shows it, but rows with other columns begin a table of their own: the engine would show of them the
    /// columns of the first, so that the answer to a second query in a cell looks empty.
    /// </summary>
    private void Show(PSObject? value)
    {
        if (value is { BaseObject: PSCustomObject })
        {
            HashSet<string> shape = [.. value.Properties.Select(property => property.Name)];
            if (_shape is not null && !shape.IsSubsetOf(_shape))
            {
                EndEngine();
            }

            _shape ??= shape;
        }

        _engine ??= BeginEngine();
        _engine.Process(value);
    }

    private SteppablePipeline BeginEngine()
    {
        var pipeline = ScriptBlock.Create("Out-Default").GetSteppablePipeline(MyInvocation.CommandOrigin);
        pipeline.Begin(this);
        return pipeline;
    }

    /// <summary>A table ends here: what follows belongs to another display.</summary>
    private void EndEngine()
    {
        _engine?.End();
        _engine?.Dispose();
        _engine = null;
        _shape = null;
    }
}
