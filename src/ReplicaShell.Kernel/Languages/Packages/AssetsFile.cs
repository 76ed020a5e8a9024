using System.Text.Json.Nodes;

namespace ReplicaShell.Kernel.Languages.Packages;

/// <summary>NuGet's <c>project.assets.json</c>: what a restore chose, and which of its files count on this platform.</summary>
internal static class AssetsFile
{
    /// <summary>Reads it.</summary>
    /// <param name="text">The file's text.</param>
    public static PackageFiles Read(string text)
    {
        var file = JsonNode.Parse(text)!;
        var folders = file["packageFolders"]!.AsObject().Select(folder => folder.Key).ToList();
        // The target for this platform is named "net10.0/linux-x64"; beside it stands "net10.0", for any.
        var target = file["targets"]!.AsObject().Single(one => one.Key.Contains('/')).Value!.AsObject();
        var packages = new List<PackageRequest>();
        var (compiled, others, natives) = (new List<string>(), new List<string>(), new List<string>());
        foreach (var (key, package) in target)
        {
            var at = key.Split('/');
            packages.Add(new PackageRequest(at[0], at[1]));
            var path = (string)file["libraries"]![key]!["path"]!;
            var named = Names(package!["compile"]).Select(Path.GetFileName).ToHashSet();
            foreach (var one in Names(package["runtime"]))
            {
                (named.Contains(Path.GetFileName(one)) ? compiled : others).Add(Full(folders, path, one));
            }

            natives.AddRange(Names(package["native"]).Select(one => Full(folders, path, one)));
        }

        return new PackageFiles(packages, compiled, others, natives);
    }

    // "_._" stands for nothing: the framework has it.
    private static IEnumerable<string> Names(JsonNode? files) =>
        files is null ? [] : files.AsObject().Select(file => file.Key).Where(one => Path.GetFileName(one) != "_._");

    private static string Full(List<string> folders, string path, string file)
    {
        var found = folders.Select(folder => Path.Combine(folder, path, file)).ToList();
        return Path.GetFullPath(found.FirstOrDefault(File.Exists) ?? found[0]);
    }
}
