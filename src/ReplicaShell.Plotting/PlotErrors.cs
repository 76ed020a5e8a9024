using ReplicaShell.Errors;

namespace ReplicaShell.Plotting;

/// <summary>Why there is no picture.</summary>
internal static class PlotErrors
{
    private const string Advice =
        "Pipe a pair, samples of Get-ReplicationLag, the result of Invoke-DataLossDrill or Measure-ReplicaFailover, or that of Invoke-ReplicaFailover "
        + "together with that of the workload that ran meanwhile.";

    public static ReplicaException NothingToPlot(string reason) =>
        new(nameof(NothingToPlot), ReplicaErrorCategory.InvalidArgument, $"{reason} {Advice}");

    public static ReplicaException UnsupportedPlotFormat(string path) =>
        new(
            nameof(UnsupportedPlotFormat),
            ReplicaErrorCategory.InvalidArgument,
            $"'{path}' names no format: a picture is a .png or an .svg. Give the file one of these endings."
        )
        {
            Target = path,
        };

    public static ReplicaException InvalidPlotSize(int width, int height) =>
        new(
            nameof(InvalidPlotSize),
            ReplicaErrorCategory.InvalidArgument,
            FormattableString.Invariant(
                $"A picture of {width} x {height} cannot be drawn: give at least {PlotExport.LeastWidth} x {PlotExport.LeastHeight}, at most {PlotExport.GreatestSize} each way."
            )
        );

    public static ReplicaException PlotNotWritten(string path, Exception cause) =>
        new(
            nameof(PlotNotWritten),
            ReplicaErrorCategory.ResourceUnavailable,
            $"The picture could not be written to '{path}': {cause.Message} Choose a folder that exists and that you may write to.",
            cause
        )
        {
            Target = path,
        };
}
