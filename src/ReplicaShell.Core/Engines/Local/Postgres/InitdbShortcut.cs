using System.ComponentModel;
using ReplicaShell.Engines.Local.Files;
using ReplicaShell.Errors;

namespace ReplicaShell.Engines.Local.Postgres;

/// <summary>
/// initdb without its questions. Before it works it loads the server three times: what version are you, do a hundred connections
/// fit, do 128 MB? That is a sixth of its time, the version is known, and on Linux nothing limits the other two, which a
/// pair's settings replace anyway. initdb takes the server that lies beside it: so a copy of it runs beside a script which
/// answers those three, and hands everything else to the server.
/// </summary>
internal static class InitdbShortcut
{
    private const string Initdb = "initdb";
    private const UnixFileMode Executable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private static readonly string[] SharesBeside = ["share/postgresql", "share"];

    /// <summary>Makes a data folder as <see cref="FirstData.MakeAsync"/> does, and by that where there is no shortcut.</summary>
    /// <param name="postgres">Whose initdb.</param>
    /// <param name="data">The folder, which is not there yet.</param>
    /// <param name="passwordFile">A file with the superuser's password.</param>
    /// <param name="cancellationToken">Ends it; what it has made lies there.</param>
    /// <exception cref="ReplicaException"><c>ProgramFailed</c>.</exception>
    public static async Task MakeAsync(
        PostgresInstallation postgres,
        string data,
        string passwordFile,
        CancellationToken cancellationToken
    )
    {
        if (!await TryMakeAsync(postgres, data, passwordFile, cancellationToken))
        {
            await FirstData.MakeAsync(postgres, data, passwordFile, cancellationToken);
        }
    }

    /// <summary>The same; false, with nothing left behind, when there is no shortcut here, or it did not lead anywhere.</summary>
    internal static async Task<bool> TryMakeAsync(
        PostgresInstallation postgres,
        string data,
        string passwordFile,
        CancellationToken cancellationToken
    )
    {
        if (!OperatingSystem.IsLinux() || postgres.VersionText is null)
        {
            return false;
        }

        var folder = data + ".initdb";
        try
        {
            PrivateFiles.CreateServerFolder(folder);
            WriteExecutable(Path.Combine(folder, Initdb), file => Copy(postgres.Program(Initdb), file));
            WriteExecutable(Path.Combine(folder, "postgres"), file => file.Write(Script(postgres)));
            var program = Path.Combine(folder, Initdb);
            var (options, environment) = Bearings(postgres);
            await FirstData.RunAsync(program, data, passwordFile, options, environment, cancellationToken);
            return true;
        }
        catch (Exception e)
            when (e is IOException or UnauthorizedAccessException or Win32Exception
                || e is ReplicaException { ErrorId: nameof(EngineErrors.ProgramFailed) }
            )
        {
            // Whatever it is (a disk on which nothing can be executed, files in an unusual place, a full disk), the
            // installation's own initdb does without the shortcut, or says what is wrong.
            TryRemove(data);
            return false;
        }
        finally
        {
            TryRemove(folder);
        }
    }

    private static byte[] Script(PostgresInstallation postgres) =>
        System.Text.Encoding.UTF8.GetBytes(
            $"""
            #!/bin/sh
            case "$1" in
            -V) echo {Quote($"postgres (PostgreSQL) {postgres.VersionText}")} ;;
            --check) ;;
            *) exec {Quote(postgres.Program("postgres"))} "$@" ;;
            esac

            """
        );

    private static string Quote(string text) => "'" + text.Replace("'", @"'\''", StringComparison.Ordinal) + "'";

    /// <summary>
    /// A program of a folder that can be moved as a whole (npm's) looks for its files and libraries from where it lies; one of a
    /// fixed place (Debian's) finds them from anywhere.
    /// </summary>
    private static (string[] Options, Dictionary<string, string>? Environment) Bearings(PostgresInstallation postgres)
    {
        var above = Path.GetDirectoryName(postgres.Folder) ?? postgres.Folder;
        var share = SharesBeside
            .Select(name => Path.Combine(above, name))
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "postgres.bki")));
        return share is null
            ? ([], null)
            : (["-L" + share], new() { ["LD_LIBRARY_PATH"] = Path.Combine(above, "lib") });
    }

    private static void Copy(string program, FileStream to)
    {
        using var from = File.OpenRead(program);
        from.CopyTo(to);
    }

    private static void WriteExecutable(string path, Action<FileStream> write)
    {
        DataFolderWriter.Make(path, write);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, Executable);
        }
    }

    private static void TryRemove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It was never made, or what is left goes away with the node; what happened before must be heard.
        }
    }
}
