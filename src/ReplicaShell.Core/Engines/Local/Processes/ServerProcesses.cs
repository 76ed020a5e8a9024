using ReplicaShell.Engines.Local.Files;
using ReplicaShell.Engines.Waiting;
using ReplicaShell.Errors;
using ReplicaShell.Topology;

namespace ReplicaShell.Engines.Local.Processes;

/// <summary>The processes of one server, taken together: the postmaster and all that it has forked.</summary>
internal static class ServerProcesses
{
    private static readonly TimeSpan TimeToFreeze = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan TimeToDie = TimeSpan.FromSeconds(10);

    /// <summary>The server's first process when it is alive, else null.</summary>
    public static ServerPid? Find(NodeLayout node) =>
        ServerPid.Read(node.PidFile) is { } server
        && ProcessTable.Current.Find(server.Id) is { Gone: false }
        && ProcessTable.Current.IsServerOf(server.Id, node.Data)
            ? server
            : null;

    /// <summary>What the operating system knows of the server.</summary>
    public static ServerStatus Status(NodeLayout node)
    {
        if (Find(node) is { } server)
        {
            return ProcessTable.Current.Find(server.Id) is { Frozen: true }
                ? ServerStatus.Suspended
                : ServerStatus.Running;
        }

        // An orderly shutdown removes the file; whoever is killed leaves it behind.
        return File.Exists(node.PidFile) ? ServerStatus.Crashed
            : Directory.Exists(node.Data) ? ServerStatus.Stopped
            : ServerStatus.Absent;
    }

    /// <summary>
    /// Freezes the postmaster first, so that it neither forks nor notices what happens to its children, then the
    /// children until no new one is seen.
    /// </summary>
    /// <returns>Every process of the server, the postmaster first.</returns>
    public static async Task<IReadOnlyList<int>> FreezeAsync(int postmaster)
    {
        var table = ProcessTable.Current;
        var frozen = new List<int>();
        List<int> fresh = [postmaster];
        while (fresh.Count > 0)
        {
            fresh.ForEach(table.Freeze);
            frozen.AddRange(fresh);

            // The signal is not the stop: until then a process may still fork, or send its success to a client. One that
            // waits for its disk stops, or dies, when that answers: it does nothing before.
            await Until.TrueAsync(() => fresh.All(IsAtRest), TimeToFreeze, CancellationToken.None);
            fresh =
            [
                .. table
                    .List()
                    .Where(process => process.Parent == postmaster && !process.Gone && !frozen.Contains(process.Id))
                    .Select(process => process.Id),
            ];
        }

        return frozen;

        bool IsAtRest(int process) => table.Find(process) is null or { Gone: true } or { Frozen: true };
    }

    /// <summary>Thaws every process of a server, the postmaster last, so that it finds its children alive.</summary>
    public static void Thaw(int postmaster)
    {
        var table = ProcessTable.Current;
        foreach (var process in table.List().Where(process => process.Parent == postmaster))
        {
            table.Thaw(process.Id);
        }

        table.Thaw(postmaster);
    }

    /// <summary>
    /// Ends a server as a power cut does. Killing the postmaster alone would let a running statement still succeed, so
    /// nothing of the server runs any more when the first of its processes dies.
    /// </summary>
    /// <returns>The moment of the last kill.</returns>
    /// <exception cref="ReplicaException"><c>KillFailed</c>: a process outlived its kill.</exception>
    public static async Task<DateTimeOffset> KillAsync(int postmaster, CancellationToken cancellationToken)
    {
        var table = ProcessTable.Current;
        var all = await FreezeAsync(postmaster);
        // Children first: the death of the postmaster would be noticed by them, were they to run.
        foreach (var process in all.Reverse())
        {
            table.Kill(process);
        }

        var moment = DateTimeOffset.UtcNow;
        return await Until.TrueAsync(
            () => all.All(process => table.Find(process) is null or { Gone: true }),
            TimeToDie,
            cancellationToken
        )
            ? moment
            : throw EngineErrors.KillFailed(postmaster);
    }

    /// <summary>
    /// Ends what works in a folder: a base backup or initdb whose shell was killed goes on, as do the children of a
    /// postmaster that somebody killed. One that is about to die may still have started another.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <param name="grace">How long they may take to end in an orderly way; zero kills them at once.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public static async Task EndWorkAsync(string folder, TimeSpan grace, CancellationToken cancellationToken)
    {
        var table = ProcessTable.Current;
        if (grace > TimeSpan.Zero && await AreGoneAsync(table.Terminate, grace))
        {
            return;
        }

        await AreGoneAsync(table.Kill, TimeToDie);

        Task<bool> AreGoneAsync(Action<int> end, TimeSpan within) =>
            Until.TrueAsync(
                () =>
                {
                    var working = table.WorkingIn(folder);
                    foreach (var process in working)
                    {
                        end(process);
                    }

                    return working.Count == 0;
                },
                within,
                cancellationToken
            );
    }

    /// <summary>
    /// Removes what a crash has left and what would keep the server from starting: PostgreSQL takes a process that only
    /// waits to be collected, or a stranger that has its number by now, for a server that runs. It does nothing where a
    /// process of the server may live on, and that is only known where working folders can be asked for.
    /// </summary>
    public static void RemoveRemains(NodeLayout node)
    {
        if (
            OperatingSystem.IsLinux()
            && File.Exists(node.PidFile)
            && Find(node) is null
            && ProcessTable.Current.WorkingIn(node.Data).Count == 0
        )
        {
            RemoveSharedMemory(node);
            File.Delete(node.PidFile);
        }
    }

    /// <summary>Gives back the System V segment that a killed server leaves behind.</summary>
    public static void RemoveSharedMemory(NodeLayout node)
    {
        if (!OperatingSystem.IsWindows() && ServerPid.Read(node.PidFile)?.Segment is { } segment && Find(node) is null)
        {
            Libc.RemoveSharedMemory(segment.Key, segment.Id);
        }
    }
}
