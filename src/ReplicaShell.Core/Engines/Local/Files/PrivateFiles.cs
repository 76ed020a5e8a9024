using System.Text;
using ReplicaShell.Engines.Local.Processes;

namespace ReplicaShell.Engines.Local.Files;

/// <summary>Folders and files that only their owner reads, the shell or the server.</summary>
internal static class PrivateFiles
{
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerFolder = OwnerFile | UnixFileMode.UserExecute;

    // A folder of root's that the user postgres must pass to reach its own: passing is all it may.
    private const UnixFileMode PassableFolder = OwnerFolder | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Makes a folder for the shell's own files; the server's user can pass through it when it is another.</summary>
    public static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }

        Directory.CreateDirectory(path, ServerUser.Current is null ? OwnerFolder : PassableFolder);
    }

    /// <summary>Makes a folder that belongs to the server's user.</summary>
    public static void CreateServerFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }

        Directory.CreateDirectory(path, OwnerFolder);
        ServerUser.Current?.Own(path);
    }

    /// <summary>Writes a file that belongs to the server's user.</summary>
    public static void WriteForServer(string path, string content)
    {
        using (var stream = new FileStream(path, Options()))
        {
            stream.Write(Encoding.UTF8.GetBytes(content));
        }

        ServerUser.Current?.Own(path);
    }

    private static FileStreamOptions Options()
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerFile;
        }

        return options;
    }
}
