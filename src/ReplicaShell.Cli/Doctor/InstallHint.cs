namespace ReplicaShell.Cli.Doctor;

/// <summary>The command that installs a package on this operating system.</summary>
internal static class InstallHint
{
    private static readonly string[] Managers = ["apt-get", "dnf", "zypper"];

    /// <summary>The command for the package manager that is here.</summary>
    /// <param name="linux">The package's name in Linux distributions.</param>
    /// <param name="homebrew">Its name in Homebrew.</param>
    /// <param name="winget">Its identifier in winget.</param>
    public static string For(string linux, string homebrew, string winget)
    {
        if (OperatingSystem.IsWindows())
        {
            return $"winget install {winget}";
        }

        if (OperatingSystem.IsMacOS())
        {
            return $"brew install {homebrew}";
        }

        var manager = Managers.FirstOrDefault(name => ExternalTool.Find(name) is not null);
        var sudo = Environment.IsPrivilegedProcess ? "" : "sudo ";
        return manager is null ? $"install the package {linux}" : $"{sudo}{manager} install {linux}";
    }
}
