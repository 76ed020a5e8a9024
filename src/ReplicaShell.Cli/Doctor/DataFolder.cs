namespace ReplicaShell.Cli.Doctor;

/// <summary>The folder in which pairs live.</summary>
internal static class DataFolder
{
    /// <summary>
    /// Where <c>REPLICASHELL_HOME</c> says; else the user's own data folder, or /var/lib/replicashell for root.
    /// </summary>
    public static string Path { get; } = Choose();

    /// <summary>The folder itself, or the nearest one above it that exists.</summary>
    public static string NearestExisting()
    {
        var folder = Path;
        while (!Directory.Exists(folder) && System.IO.Path.GetDirectoryName(folder) is { } above)
        {
            folder = above;
        }

        return folder;
    }

    private static string Choose()
    {
        if (Environment.GetEnvironmentVariable("REPLICASHELL_HOME") is { Length: > 0 } named)
        {
            return System.IO.Path.GetFullPath(named);
        }

        if (Environment.IsPrivilegedProcess && !OperatingSystem.IsWindows())
        {
            return "/var/lib/replicashell";
        }

        var data = Environment.GetFolderPath(
            Environment.SpecialFolder.LocalApplicationData,
            Environment.SpecialFolderOption.DoNotVerify
        );
        return System.IO.Path.Combine(data, OperatingSystem.IsLinux() ? "replicashell" : "ReplicaShell");
    }
}
