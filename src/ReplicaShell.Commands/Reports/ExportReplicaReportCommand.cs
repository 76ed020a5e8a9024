using System.Management.Automation;
using ReplicaShell.Commands.Infrastructure;
using ReplicaShell.Errors;
using ReplicaShell.Pairs;
using ReplicaShell.Plotting.Reports;
using ReplicaShell.Topology;

namespace ReplicaShell.Commands.Reports;

/// <summary>Writes a result as a post-mortem that can be sent to a colleague.</summary>
/// <remarks>
/// What happened in a line, the picture, the timeline, the phases, the verdict with the lost keys, the settings of the pair as
/// far as it is still there, and the versions. An .html is one file that needs nothing else; an .md has its pictures beside
/// it. No password and no connection string is in it. A file that exists is replaced.
/// </remarks>
/// <example>
/// Report a drill
/// <code>Invoke-DataLossDrill lab -Before 30 -After 30 | Export-ReplicaReport -Path loss.html</code>
/// </example>
/// <example>
/// Report a failover as Markdown
/// <code>Invoke-LeaderCrash lab; Invoke-ReplicaFailover lab | Export-ReplicaReport -Path failover.md</code>
/// </example>
/// <example>
/// Report what failovers cost in two modes
/// <code>Measure-ReplicaFailover -Runs 10 -Mode Async, Sync | Export-ReplicaReport -Path modes.html</code>
/// </example>
[Cmdlet(VerbsData.Export, "ReplicaReport", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportReplicaReportCommand : ReplicaCmdlet
{
    private readonly List<object> _results = [];

    /// <summary>A result. What belongs together comes in one pipeline.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    public PSObject InputObject { get; set; } = null!;

    /// <summary>The file: its ending is .html or .md.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public string Path { get; set; } = "";

    /// <summary>Nothing can be written before all items are there, so a pipeline gives one error at most.</summary>
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
        ReportExport.CheckFormat(path);
        if (!await ShouldProcessAsync(path, "Write a report"))
        {
            return;
        }

        var pairs = await PairsAsync(cancellationToken);
        await WriteObjectAsync(ReportExport.Save(_results, path, pairs), cancellationToken);
    }

    /// <summary>What is kept about the pairs that are still there; a report of one that is gone has no settings.</summary>
    private async Task<List<PairDefinition>> PairsAsync(CancellationToken cancellationToken)
    {
        var catalogue = new PairCatalogue();
        var pairs = new List<PairDefinition>();
        foreach (var name in ReportExport.PairsOf(_results))
        {
            try
            {
                pairs.Add(await catalogue.DefinitionAsync(name, cancellationToken));
            }
            catch (ReplicaException exception)
            {
                PostVerbose($"The report has no settings of '{name}': {exception.Message}");
            }
        }

        return pairs;
    }
}
