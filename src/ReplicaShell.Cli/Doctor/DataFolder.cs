using ReplicaShell.Engines.Local.Files;

namespace ReplicaShell.Cli.Doctor;

/// <summary>The folder in which pairs live.</summary>
internal static class DataFolder
{
    /// <summary>Its full path; it need not exist yet.</summary>
    public static string Path { get; } = LocalLayout.Default().Home;

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
}
