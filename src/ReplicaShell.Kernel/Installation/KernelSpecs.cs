using System.Text.Json.Nodes;
using ReplicaShell.Kernel.Cells;

namespace ReplicaShell.Kernel.Installation;

/// <summary>The files by which Jupyter knows the kernel.</summary>
internal static class KernelSpecs
{
    private static readonly (string Language, string Title)[] Languages =
    [
        (CellParser.CSharp, "ReplicaShell (C#)"),
        (CellParser.Pwsh, "ReplicaShell (PowerShell)"),
    ];

    /// <summary>Writes them; gives their paths.</summary>
    public static List<string> Install(string? data) =>
        [
            .. Languages.Select(one =>
            {
                var path = PathOf(data, one.Language);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllText(path, Text(one.Language, one.Title));
                return path;
            }),
        ];

    /// <summary>The paths of those that are there.</summary>
    public static List<string> List(string? data) =>
        [.. Languages.Select(one => PathOf(data, one.Language)).Where(File.Exists)];

    /// <summary>Removes them; gives the paths of those that were there.</summary>
    public static List<string> Remove(string? data)
    {
        var present = List(data);
        present.ForEach(path => Directory.Delete(Path.GetDirectoryName(path)!, recursive: true));
        return present;
    }

    private static string PathOf(string? data, string language) =>
        Path.Combine(data ?? UserData(), "kernels", "replicashell-" + language, "kernel.json");

    private static string UserData()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return OperatingSystem.IsWindows()
                ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData), "jupyter")
            : OperatingSystem.IsMacOS() ? Path.Combine(home, "Library", "Jupyter")
            : Path.Combine(
                Environment.GetEnvironmentVariable("XDG_DATA_HOME") ?? Path.Combine(home, ".local", "share"),
                "jupyter"
            );
    }

    private static string Text(string language, string title)
    {
        var program = Environment.ProcessPath!;
        var host = Path.GetFileNameWithoutExtension(program).Equals("dotnet", StringComparison.OrdinalIgnoreCase);
        string[] start = host ? [program, Path.Combine(AppContext.BaseDirectory, "ReplicaShell.Cli.dll")] : [program];
        string[] words = [.. start, "kernel", "run", "-f", "{connection_file}", "--language", language];
        var spec = new JsonObject
        {
            ["argv"] = new JsonArray([.. words.Select(word => JsonValue.Create(word))]),
            ["display_name"] = title,
            ["language"] = language == CellParser.Pwsh ? "powershell" : "C#",
            ["interrupt_mode"] = "message",
        };
        return spec.ToString() + "\n";
    }
}
