using ReplicaShell.Engines.Local.Files;

namespace ReplicaShell.Cli.Course;

/// <summary>A home that the caller names and keeps.</summary>
internal static class KeptHome
{
    /// <summary>What a process that shall live in it has in its environment.</summary>
    public static IReadOnlyDictionary<string, string?> EnvironmentOf(string home) =>
        new Dictionary<string, string?> { [LocalLayout.HomeVariable] = Path.GetFullPath(home) };
}
