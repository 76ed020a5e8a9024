namespace ReplicaShell.Commands.Tests.Engine;

/// <summary>Where things stand in the repository that this assembly was built from.</summary>
internal static class Repository
{
    /// <summary>The folder of ReplicaShell.sln.</summary>
    internal static string Root { get; } = FindRoot();

    /// <summary>The manifest of the built module.</summary>
    internal static string Manifest { get; } = Path.Combine(Root, "module", "ReplicaShell", "ReplicaShell.psd1");

    /// <summary>The built program of a project, in the configuration of this assembly.</summary>
    internal static string Program(string folder, string project)
    {
        string flavour = Path.GetRelativePath(
            Path.Combine(Root, "tests", "ReplicaShell.Commands.Tests"),
            AppContext.BaseDirectory
        );
        return Path.Combine(Root, folder, project, flavour, project + ".dll");
    }

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ReplicaShell.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName
            ?? throw new InvalidOperationException($"ReplicaShell.sln is nowhere above {AppContext.BaseDirectory}.");
    }
}
