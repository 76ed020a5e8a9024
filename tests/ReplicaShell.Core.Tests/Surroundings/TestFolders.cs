using System.Collections.Concurrent;

namespace ReplicaShell.Core.Tests.Surroundings;

/// <summary>Folders for tests.</summary>
internal static class TestFolders
{
    private const UnixFileMode Passable =
        UnixFileMode.UserRead
        | UnixFileMode.UserWrite
        | UnixFileMode.UserExecute
        | UnixFileMode.GroupExecute
        | UnixFileMode.OtherExecute;

    private const UnixFileMode Readable = Passable | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private static readonly ConcurrentBag<string> Made = [];

    /// <summary>A new folder, which must be gone when all tests have run.</summary>
    public static string CreateTemporary(string prefix)
    {
        var folder = Directory.CreateTempSubdirectory(prefix).FullName;
        Made.Add(folder);
        return folder;
    }

    /// <summary>What is still there of the folders of tests, but for one of them: itself, and the processes at work in it.</summary>
    public static IEnumerable<string> Left(string butFor) =>
        Made.Where(folder => folder != butFor)
            .SelectMany(folder =>
                Leftovers
                    .Processes(folder)
                    .Select(process => $"process {process}")
                    .Concat(Directory.Exists(folder) ? [$"folder {folder}"] : [])
            );

    /// <summary>A new folder that the server's user can pass through, which must be gone when all tests have run.</summary>
    public static string Create(string prefix)
    {
        var folder = CreateTemporary(prefix);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder, Passable);
        }

        return folder;
    }

    /// <summary>A folder of that path, which everybody can read.</summary>
    public static string CreateReadable(string path)
    {
        Directory.CreateDirectory(path);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, Readable);
        }

        return path;
    }

    /// <summary>Writes a script that everybody can run.</summary>
    public static void WriteScript(string path, string content)
    {
        File.WriteAllText(path, content);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, Readable);
        }
    }

    /// <summary>An empty file that everybody can write to.</summary>
    public static void CreateWritable(string path)
    {
        File.WriteAllText(path, string.Empty);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserWrite | UnixFileMode.OtherWrite | UnixFileMode.UserRead);
        }
    }

    public static void Remove(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
