using ReplicaShell.Cli.Doctor.Checks;

namespace ReplicaShell.Cli.Doctor;

/// <summary>
/// All that is looked for, in the order in which it is reported. A check whose absence stops every pair says
/// <see cref="Mark.Missing"/>; all others say <see cref="Mark.Warn"/> at worst.
/// </summary>
internal static class Checklist
{
    /// <summary>The checks.</summary>
    public static IReadOnlyList<ICheck> All { get; } =
    [
        new RuntimeCheck(),
        new ModuleCheck(),
        new PostgresCheck(),
        new ServerUserCheck(),
        new DataFolderCheck(),
        new DiskSpaceCheck(),
        new PortsCheck(),
        new ToolCheck(
            "npm",
            ["--version"],
            "installs PostgreSQL where there is none",
            InstallHint.For("npm", "node", "OpenJS.NodeJS.LTS")
        ),
        new DockerCheck(),
        new PowerShellCheck(),
        new ToolCheck(
            "jupyter",
            // Its own --version is a list of packages.
            ["kernelspec", "--version"],
            "shows the course's notebooks",
            InstallHint.For("jupyter-notebook", "jupyterlab", "Anaconda.Miniconda3")
        ),
        new KernelCheck(),
    ];
}
