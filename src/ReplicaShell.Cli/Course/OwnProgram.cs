namespace ReplicaShell.Cli.Course;

/// <summary>How this program is started once more.</summary>
internal static class OwnProgram
{
    /// <summary>Its path, or the dotnet host and its assembly.</summary>
    public static IReadOnlyList<string> Words { get; } = Find(Environment.ProcessPath!);

    private static IReadOnlyList<string> Find(string process) =>
        Path.GetFileNameWithoutExtension(process).Equals("dotnet", StringComparison.OrdinalIgnoreCase)
            ? [process, Path.Combine(AppContext.BaseDirectory, "ReplicaShell.Cli.dll")]
            : [process];
}
