using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;

namespace ReplicaShell.Plotting.Reports;

/// <summary>What the report was made with.</summary>
internal static class VersionsSection
{
    public static Section Of(DateTimeOffset moment) =>
        new(
            "Made with",
            Table.Facts(
                ("ReplicaShell", Version),
                (".NET", Environment.Version.ToString()),
                ("System", $"{RuntimeInformation.OSDescription}, {RuntimeInformation.OSArchitecture}"),
                ("Processors", Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture)),
                ("Report made (UTC)", moment.UtcDateTime.ToString("u", CultureInfo.InvariantCulture))
            )
        );

    // What follows the plus is a commit, which says nothing to a colleague.
    private static string Version =>
        typeof(VersionsSection)
            .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
            ?.InformationalVersion.Split('+')[0]
        ?? "unknown";
}
