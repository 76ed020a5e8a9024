using System.Globalization;
using System.Text;
using ReplicaShell.Engines.Local.Processes;
using ReplicaShell.Engines.Waiting;

namespace ReplicaShell.Course.Homes;

/// <summary>
/// The processes that a run has started, whoever started them in turn: each inherits a variable of the environment, or works
/// below the run's folder. Sessions and parents say less, since servers and the link leave both behind on purpose.
/// </summary>
/// <remarks>
/// Linux tells the environment of a process; elsewhere only what the kernel itself started is known. A process that changes
/// its own environment and folder, and whose parents did so before, is not found.
/// </remarks>
/// <param name="folder">The run's folder, which the variable names.</param>
internal sealed class MarkedProcesses(string folder)
{
    /// <summary>The variable.</summary>
    public const string Variable = "REPLICASHELL_RUN";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private readonly byte[] entry = Encoding.UTF8.GetBytes($"{Variable}={folder}");

    /// <summary>Ends them all: each is frozen as it is found, so that none starts another, and then killed.</summary>
    /// <param name="spared">Those that are left alone.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>How many there were.</returns>
    public async Task<int> EndAsync(Predicate<int> spared, CancellationToken cancellationToken)
    {
        var table = ProcessTable.Current;
        var ended = new HashSet<int>();
        await Until.TrueAsync(
            () =>
            {
                List<int> alive = [.. Find().Where(id => !spared(id))];
                var fresh = alive.Where(ended.Add).ToList();
                fresh.ForEach(table.Freeze);
                if (fresh.Count == 0)
                {
                    alive.ForEach(table.Kill);
                }

                return alive.Count == 0;
            },
            Patience,
            cancellationToken
        );
        return ended.Count;
    }

    /// <summary>Their numbers.</summary>
    public IReadOnlyList<int> Find() =>
        OperatingSystem.IsLinux()
            ?
            [
                .. ProcessTable
                    .Current.List()
                    .Where(process => !process.Gone && process.Id != Environment.ProcessId && HasMark(process.Id))
                    .Select(process => process.Id)
                    .Union(ProcessTable.Current.WorkingIn(folder)),
            ]
            : [];

    private bool HasMark(int id)
    {
        try
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/environ");
            ReadOnlySpan<byte> rest = File.ReadAllBytes(path);
            while (!rest.IsEmpty)
            {
                var end = rest.IndexOf((byte)0);
                var one = end < 0 ? rest : rest[..end];
                if (one.SequenceEqual(entry))
                {
                    return true;
                }

                rest = end < 0 ? [] : rest[(end + 1)..];
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It has ended, or is somebody else's.
        }

        return false;
    }
}
