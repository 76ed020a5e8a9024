namespace ReplicaShell.Cli.Commands;

/// <summary>How the program is called here, for advice that can be typed.</summary>
internal static class OwnName
{
    private const string Solution = "ReplicaShell.sln";

    /// <summary><c>replicashell</c> where it is installed; in a checkout the command by which it is built and run.</summary>
    public static string Command { get; } =
        IsInCheckout() ? "dotnet run --project src/ReplicaShell.Cli --" : "replicashell";

    private static bool IsInCheckout()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Solution)))
            {
                return true;
            }
        }

        return false;
    }
}
