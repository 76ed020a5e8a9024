namespace ReplicaShell.Cli.Sessions;

/// <summary>Finds the module's manifest: beside the program, or in the repository that it was built in.</summary>
internal static class ModuleLocator
{
    /// <summary>The environment variable that names another manifest, as the tests do.</summary>
    public const string Variable = "REPLICASHELL_MODULE";

    private const string Manifest = "ReplicaShell.psd1";

    /// <summary>The manifest's full path; null when there is none.</summary>
    public static string? Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
        {
            return File.Exists(named) ? Path.GetFullPath(named) : null;
        }

        return Candidates(AppContext.BaseDirectory).FirstOrDefault(File.Exists);
    }

    private static IEnumerable<string> Candidates(string folder)
    {
        yield return Path.Combine(folder, "modules", "ReplicaShell", Manifest);
        for (var above = new DirectoryInfo(folder); above is not null; above = above.Parent)
        {
            yield return Path.Combine(above.FullName, "module", "ReplicaShell", Manifest);
        }
    }
}
