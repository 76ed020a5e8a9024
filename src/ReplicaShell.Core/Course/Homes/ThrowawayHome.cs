using ReplicaShell.Engines.Local.Files;
using ReplicaShell.Engines.Local.Postgres;
using ReplicaShell.Engines.Local.Processes;
using ReplicaShell.Engines.Waiting;
using ReplicaShell.Errors;
using ReplicaShell.Pairs;

namespace ReplicaShell.Course.Homes;

/// <summary>
/// A home of its own for one run of a notebook: nothing of this machine gets into it, and nothing of it stays, neither a pair
/// nor a process nor a folder.
/// </summary>
internal sealed class ThrowawayHome : IAsyncDisposable
{
    // What a lesson shows may end in a commit: a folder that says nothing of whose machine it was. Ports follow from it, too.
    private const string NeutralName = "replicashell-course";
    private const string LockName = "run.lock";
    private const int NeutralNames = 9;
    private static readonly TimeSpan TimeToRemove = TimeSpan.FromSeconds(15);

    private readonly FileLock held;
    private readonly MarkedProcesses processes;

    private ThrowawayHome(string path, FileLock held)
    {
        Path = path;
        this.held = held;
        processes = new MarkedProcesses(path);
        Environment = new Dictionary<string, string?>
        {
            [LocalLayout.HomeVariable] = path,
            [MarkedProcesses.Variable] = path,
            // Nobody will make another pair here.
            [SpareFolders.Variable] = "0",
        };
    }

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>What a process that shall live in it has in its environment.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; }

    /// <summary>Makes one whose path is the same at every run, as long as no other run has it.</summary>
    public static async Task<ThrowawayHome> CreateNeutralAsync(CancellationToken cancellationToken)
    {
        var folder = OperatingSystem.IsWindows() ? System.IO.Path.GetTempPath() : "/tmp";
        for (var number = 1; number <= NeutralNames; number++)
        {
            var path = System.IO.Path.Combine(folder, number == 1 ? NeutralName : $"{NeutralName}-{number}");
            if (await TryTakeAsync(path, cancellationToken) is { } home)
            {
                return home;
            }
        }

        return Create();
    }

    /// <summary>Makes one of a name that nobody can guess.</summary>
    public static ThrowawayHome Create()
    {
        var path = Directory.CreateTempSubdirectory("replicashell-run-").FullName;
        LetServersPass(path);
        return new ThrowawayHome(path, FileLock.TryTake(System.IO.Path.Combine(path, LockName))!);
    }

    /// <summary>
    /// Ends all that a run has left behind but for the servers of its pairs, their network, and servers that were built by hand.
    /// </summary>
    /// <returns>How many processes there were.</returns>
    public Task<int> EndLeftoversAsync(CancellationToken cancellationToken)
    {
        var own = new PairProcesses(new LocalLayout(Path));
        return processes.EndAsync(own.Contains, cancellationToken);
    }

    /// <summary>Removes the pairs, ends what still runs, and removes the folder.</summary>
    /// <exception cref="ReplicaException">A pair could not be removed, such as one in containers while Docker is silent.</exception>
    public async ValueTask DisposeAsync()
    {
        await EndLeftoversAsync(CancellationToken.None);
        try
        {
            var catalogue = new PairCatalogue(Path);
            foreach (var pair in await catalogue.NamesAsync(CancellationToken.None))
            {
                await catalogue.RemoveAsync(pair, CancellationToken.None);
            }
        }
        finally
        {
            await processes.EndAsync(_ => false, CancellationToken.None);
            foreach (var server in PairProcesses.Handmade(new LocalLayout(Path)))
            {
                ServerProcesses.RemoveSharedMemory(server);
            }

            await held.DisposeAsync();
            await Until.TrueAsync(TryRemove, TimeToRemove, CancellationToken.None);
        }
    }

    private static async Task<ThrowawayHome?> TryTakeAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            if (Directory.Exists(path))
            {
                // Of a run that was killed, unless somebody holds it.
                if (FileLock.TryTake(System.IO.Path.Combine(path, LockName)) is not { } left)
                {
                    return null;
                }

                await new ThrowawayHome(path, left).DisposeAsync();
            }

            // Made under another name and renamed: what has the name then is ours, or the renaming fails.
            var fresh = Directory.CreateTempSubdirectory("replicashell-run-").FullName;
            LetServersPass(fresh);
            cancellationToken.ThrowIfCancellationRequested();
            Directory.Move(fresh, path);
            var held = FileLock.TryTake(System.IO.Path.Combine(path, LockName));
            return held is null ? null : new ThrowawayHome(path, held);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ReplicaException)
        {
            return null;
        }
    }

    // PostgreSQL refuses to run as root, so its user must pass through a folder of root's.
    private static void LetServersPass(string path)
    {
        if (!OperatingSystem.IsWindows() && ServerUser.Current is not null)
        {
            const UnixFileMode pass = UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
            File.SetUnixFileMode(path, File.GetUnixFileMode(path) | pass);
        }
    }

    private bool TryRemove()
    {
        try
        {
            if (Directory.Exists(Path))
            {
                Directory.Delete(Path, recursive: true);
            }

            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
