namespace ReplicaShell.Link.Contract;

/// <summary>The files of a link in its folder.</summary>
internal static class LinkFiles
{
    /// <summary>The configuration; it holds the token, so its owner alone may read it.</summary>
    public static string Configuration(string folder) => Path.Combine(folder, "link.conf");

    /// <summary>The process: its id and its <see cref="ProcessStamp"/>, parted by a space. Gone after a clean stop.</summary>
    public static string Pid(string folder) => Path.Combine(folder, "link.pid");
}
