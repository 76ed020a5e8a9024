namespace ReplicaShell.Kernel.Installation;

/// <summary>The data folders of Jupyter, in whose folder <c>kernels</c> kernels are described.</summary>
internal static class JupyterFolders
{
    /// <summary>The user's own.</summary>
    public static string OfUser()
    {
        if (Environment.GetEnvironmentVariable("JUPYTER_DATA_DIR") is { Length: > 0 } named)
        {
            return named;
        }

        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return OperatingSystem.IsWindows()
                ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData), "jupyter")
            : OperatingSystem.IsMacOS() ? Path.Combine(home, "Library", "Jupyter")
            : Environment.GetEnvironmentVariable("XDG_DATA_HOME") is { Length: > 0 } data
                ? Path.Combine(data, "jupyter")
            : Path.Combine(home, ".local", "share", "jupyter");
    }

    /// <summary>Those in which front ends look, in their order.</summary>
    public static IEnumerable<string> All()
    {
        var named = Environment.GetEnvironmentVariable("JUPYTER_PATH") ?? "";
        string[] shared = OperatingSystem.IsWindows()
            ? [Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.CommonApplicationData), "jupyter")]
            : ["/usr/local/share/jupyter", "/usr/share/jupyter"];
        return [.. named.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries), OfUser(), .. shared];
    }
}
