namespace ReplicaShell.Cli.Course;

/// <summary>Which notebooks a command line means.</summary>
internal static class CourseFiles
{
    /// <summary>The folder of the course: below this folder, or below one above it; null when there is none.</summary>
    public static string? Folder()
    {
        var above = new DirectoryInfo(Directory.GetCurrentDirectory());
        for (; above is not null; above = above.Parent)
        {
            var folder = Path.Combine(above.FullName, "notebooks");
            if (File.Exists(Path.Combine(folder, "course.json")))
            {
                return folder;
            }
        }

        return null;
    }

    /// <summary>The notebooks that are files, or lie in folders, in the order of their names.</summary>
    /// <exception cref="FileNotFoundException">One of the paths leads to nothing, or to a folder without notebooks.</exception>
    public static IReadOnlyList<string> Find(IEnumerable<string> paths) => [.. paths.SelectMany(Find)];

    private static IEnumerable<string> Find(string path)
    {
        if (File.Exists(path))
        {
            return [Path.GetFullPath(path)];
        }

        var found = Directory.Exists(path)
            ? Directory.GetFiles(path, "*.ipynb").Select(Path.GetFullPath).Order(StringComparer.Ordinal).ToList()
            : [];
        return found.Count > 0
            ? found
            : throw new FileNotFoundException($"'{path}' is no notebook and has none in it.");
    }
}
