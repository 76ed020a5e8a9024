using ReplicaShell.Engines.Local.Files;
using ReplicaShell.Engines.Waiting;
using ReplicaShell.Errors;
using ReplicaShell.Topology;

namespace ReplicaShell.Engines.Local.Processes;

/// <summary>The processes of one server, taken together: the postmaster and all that it has forked.</summary>
internal static class ServerProcesses
{
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
    public static IReadOnlyList<int> Freeze(int postmaster)
    {
        var table = ProcessTable.Current;
        table.Freeze(postmaster);
        var frozen = new List<int> { postmaster };
        while (true)
        {
            var fresh = table
                .List()
                .Where(process => process.Parent == postmaster && !process.Gone && !frozen.Contains(process.Id))
                .Select(process => process.Id)
                .ToList();
            if (fresh.Count == 0)
            {
                return frozen;
            }

            fresh.ForEach(table.Freeze);
            frozen.AddRange(fresh);
        }
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
        var all = Freeze(postmaster);
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
    /// Removes the file of a killed server. PostgreSQL asks only whether some process has the number in it, and would
    /// refuse to start while the dead one waits for its parent to collect it, or when a stranger got the number meanwhile.
    /// </summary>
    public static void ForgetDead(NodeLayout node)
    {
        // Windows tells nothing of who works in a folder, so there PostgreSQL judges.
        var isDead = !OperatingSystem.IsWindows() && ServerPid.Read(node.PidFile) is not null && Find(node) is null;
        if (isDead && ProcessTable.Current.WorkingIn(node.Data).Count == 0)
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
