using ReplicaShell.Engines.Local;
using ReplicaShell.Engines.Local.Files;
using ReplicaShell.Engines.Local.Postgres;
using ReplicaShell.Engines.Local.Processes;
using ReplicaShell.Errors;
using ReplicaShell.Topology;

namespace ReplicaShell.Course.ByHand;

/// <summary>
/// A place on this machine where servers are built by hand: a folder, ports, and PostgreSQL's own programs, run as the user
/// whom a server accepts. A server SERVER has its data in <c>SERVER/data</c>; it is none of any pair, until it streams from one.
/// </summary>
public sealed partial class Workbench
{
    /// <summary>The passwords that PostgreSQL's programs and <see cref="QueryAsync"/> use: libpq's password file.</summary>
    public const string PasswordFile = "pgpass";

    private readonly PostgresInstallation _postgres;
    private readonly WorkbenchPorts _ports;

    private Workbench(string folder, PostgresInstallation postgres, IReadOnlySet<int> reserved)
    {
        Folder = folder;
        _postgres = postgres;
        _ports = new WorkbenchPorts(Path.Combine(folder, "ports"), reserved);
    }

    /// <summary>The folder in which commands run, and to which their paths are relative.</summary>
    public string Folder { get; }

    /// <summary>The version of PostgreSQL's programs, such as 15.18.</summary>
    public string Version => _postgres.Version;

    /// <summary>Opens a workbench; what was left on it lies there still, and servers on it may run.</summary>
    /// <param name="name">Its name, made as a pair's.</param>
    /// <param name="postgresPath">
    /// The folder of PostgreSQL's programs, such as a pair's <see cref="PairDefinition.PostgresPath"/>; null looks for one.
    /// </param>
    /// <param name="home">The home folder of ReplicaShell; null for this user's.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ReplicaException">
    /// <c>InvalidPairName</c>, <c>PostgresNotFound</c>, <c>UnsupportedVersion</c>, <c>NoServerUser</c>,
    /// <c>DataFolderUnusable</c>.
    /// </exception>
    public static async Task<Workbench> OpenAsync(
        string name,
        string? postgresPath = null,
        string? home = null,
        CancellationToken cancellationToken = default
    )
    {
        PairName.Check(name);
        var layout = home is null ? LocalLayout.Default() : new LocalLayout(Path.GetFullPath(home));
        var postgres = await PostgresDiscovery.FindAsync(postgresPath, cancellationToken);
        var benches = FolderOfAll(layout);
        var folder = Path.Combine(benches, name);
        var pairs = new LocalPairs(layout);
        pairs.Guarded(() =>
        {
            PrivateFiles.CreateFolder(Path.Combine(layout.Home, "course"));
            PrivateFiles.CreateFolder(benches);
            PrivateFiles.CreateServerFolder(folder);
        });
        return new Workbench(folder, postgres, await pairs.PortsAsync(cancellationToken));
    }

    /// <summary>Ends the servers on it, in whatever state they are, and removes all that lies there.</summary>
    public async Task ClearAsync(CancellationToken cancellationToken = default)
    {
        foreach (var server in Directory.EnumerateDirectories(Folder).Select(path => new NodeLayout(path)))
        {
            // A server that is told gives its shared memory back; one that is killed leaves it behind.
            if (ServerProcesses.Find(server) is not null)
            {
                await RunAsync(
                    $"pg_ctl stop \"--pgdata={server.Data}\" --mode=immediate",
                    mayFail: true,
                    cancellationToken
                );
            }

            ServerProcesses.RemoveSharedMemory(server);
        }

        await ServerProcesses.EndWorkAsync(Folder, TimeSpan.Zero, cancellationToken);
        Directory.Delete(Folder, recursive: true);
        PrivateFiles.CreateServerFolder(Folder);
    }

    /// <summary>The port of a server: a free one when it is asked for first, the same from then on.</summary>
    /// <param name="server">The server's name, that of its folder.</param>
    /// <exception cref="ReplicaException"><c>NoFreePort</c>.</exception>
    public int Port(string server) => _ports.Of(server);

    /// <summary>Whether PostgreSQL's programs, as they are installed here, include that one.</summary>
    public bool Has(string program) => File.Exists(_postgres.Program(program));

    /// <summary>
    /// Runs a command such as <c>initdb --pgdata=leader/data</c>: a program of PostgreSQL's with its options, as one would
    /// type it into a terminal in <see cref="Folder"/>. No shell is between: there are quotes, but no variables and no pipes.
    /// Where pg_basebackup is not installed its work is done by ReplicaShell, and the text says so.
    /// </summary>
    /// <param name="command">The command.</param>
    /// <param name="mayFail">Whether a command that fails is shown as well; else it is an error.</param>
    /// <param name="cancellationToken">Ends the command.</param>
    /// <returns>The command and what it printed, as a terminal shows it.</returns>
    /// <exception cref="ReplicaException"><c>ProgramNotInstalled</c>, <c>CommandFailed</c>.</exception>
    public async Task<string> RunAsync(
        string command,
        bool mayFail = false,
        CancellationToken cancellationToken = default
    )
    {
        var words = CommandText.Words(command);
        var program = words.Count == 0 ? "" : words[0];
        var (exitCode, said) =
            program == BackupCommand.Program && !Has(program)
                ? await BackupCommand.RunAsync(this, [.. words.Skip(1)], cancellationToken)
                : await TypedCommand.RunAsync(Find(program), words.Skip(1), Folder, Environment(), cancellationToken);
        return exitCode == 0 || mayFail
            ? $"$ {Typed(command)}\n{said}{(exitCode == 0 ? "" : $"\n(exit code {exitCode})")}".TrimEnd()
            : throw WorkbenchErrors.CommandFailed(command, exitCode, said);
    }

    /// <summary>Writes a text file for the servers, readable by their user alone; what was there is replaced.</summary>
    /// <param name="file">Its path, below <see cref="Folder"/>.</param>
    /// <param name="text">Its content.</param>
    public void Write(string file, string text)
    {
        MakeFolder(Path.GetDirectoryName(Inside(file))!);
        PrivateFiles.WriteForServer(Inside(file), text);
    }

    /// <summary>Adds lines to the end of a file that is there, such as the postgresql.conf that initdb wrote.</summary>
    /// <param name="file">Its path, below <see cref="Folder"/>.</param>
    /// <param name="text">The lines.</param>
    public void Append(string file, string text) => File.AppendAllText(Inside(file), $"\n{text}\n");

    /// <summary>The text of a file, or its end.</summary>
    /// <param name="file">Its path, below <see cref="Folder"/>.</param>
    /// <param name="lines">How many lines from the end at most; null for all.</param>
    public string Read(string file, int? lines = null)
    {
        var all = File.ReadAllLines(Inside(file));
        return string.Join('\n', all.TakeLast(lines ?? all.Length));
    }

    /// <summary>The folder of all workbenches of a home.</summary>
    internal static string FolderOfAll(LocalLayout layout) => Path.Combine(layout.Home, "course", "by-hand");

    /// <summary>Makes a folder below the workbench, and those on the way to it, for the servers' user.</summary>
    internal static void MakeFolder(string folder)
    {
        if (!Directory.Exists(folder))
        {
            MakeFolder(Path.GetDirectoryName(folder)!);
            PrivateFiles.CreateServerFolder(folder);
        }
    }

    internal string Inside(string file)
    {
        var full = Path.GetFullPath(Path.Combine(Folder, file));
        return full.StartsWith(Folder + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? full
            : throw WorkbenchErrors.OutsideTheWorkbench(file, Folder);
    }

    /// <summary>A command of several lines as a shell would take it.</summary>
    private static string Typed(string command) =>
        string.Join(" \\\n    ", command.Trim().Split('\n', StringSplitOptions.TrimEntries));

    private string Find(string program) =>
        program.Length > 0 && !program.AsSpan().ContainsAny("/\\") && Has(program)
            ? _postgres.Program(program)
            : throw WorkbenchErrors.ProgramNotInstalled(program, _postgres.Folder);

    private Dictionary<string, string> Environment() =>
        File.Exists(Inside(PasswordFile)) ? new() { ["PGPASSFILE"] = Inside(PasswordFile) } : [];
}
