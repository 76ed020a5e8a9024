using ReplicaShell.Errors;

namespace ReplicaShell.Plotting.Reports;

/// <summary>Why there is no report. A method's name is the ErrorId.</summary>
internal static class ReportErrors
{
    private const string Advice =
        "Pipe the result of Invoke-DataLossDrill, Invoke-SplitBrainDrill, Invoke-ReplicaFailover, Switch-ReplicaLeader, "
        + "Invoke-ReplicaWorkload or Measure-ReplicaFailover, or several of them that belong together.";

    public static ReplicaException NothingToReport() =>
        new(
            nameof(NothingToReport),
            ReplicaErrorCategory.InvalidArgument,
            $"No result was given, so there is nothing to report. {Advice}"
        );

    public static ReplicaException UnsupportedReport(object result) =>
        new(
            nameof(UnsupportedReport),
            ReplicaErrorCategory.InvalidArgument,
            $"There is no report of a {result.GetType().Name}. {Advice}"
        )
        {
            Target = result.GetType().Name,
        };

    public static ReplicaException UnsupportedReportFormat(string path) =>
        new(
            nameof(UnsupportedReportFormat),
            ReplicaErrorCategory.InvalidArgument,
            $"'{path}' names no format: a report is an .html or an .md. Give the file one of these endings."
        )
        {
            Target = path,
        };

    public static ReplicaException ReportNotWritten(string path, Exception cause) =>
        new(
            nameof(ReportNotWritten),
            ReplicaErrorCategory.ResourceUnavailable,
            $"The report could not be written to '{path}': {cause.Message} Choose a folder that exists and that you may write to.",
            cause
        )
        {
            Target = path,
        };
}
