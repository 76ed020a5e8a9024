using Npgsql;
using ReplicaShell.Course.Ground;
using ReplicaShell.Sql;

namespace ReplicaShell.Course.Checks.Loss;

/// <summary>The failovers of a pair, as its servers tell them: who led, who leads, and which writes each has.</summary>
/// <param name="Leader">The node that leads now.</param>
/// <param name="Timeline">Its timeline.</param>
/// <param name="Writes">The writes that it has.</param>
/// <param name="OldLeaders">The nodes that led before, in the order of their timelines; unreadable ones first.</param>
internal sealed record Failovers(
    string Leader,
    int Timeline,
    IReadOnlyList<LedgerEntry> Writes,
    IReadOnlyList<OldLeader> OldLeaders
)
{
    private const string TimelineSql =
        "select ('x' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8))::bit(32)::int";

    private readonly HashSet<Guid> _kept = [.. Writes.Select(write => write.Id)];

    /// <summary>What each of them shows, a line each.</summary>
    public IReadOnlyList<string> Evidence =>
        [
            .. OldLeaders.Select(old =>
                old.Unread is { } why
                    ? $"{old.Node}: {why}"
                    : $"{old.Node}, read-only from its own disk: led timeline {old.Timeline}, has {old.Writes.Count} writes, "
                        + $"{Lost(old).Count} of them acknowledged and not on {Leader}"
            ),
            $"{Leader}: leads timeline {Timeline}, has {Writes.Count} writes",
        ];

    /// <summary>Looks, once for all checks.</summary>
    public static Task<Failovers> OfAsync(CheckContext context, CancellationToken cancellationToken) =>
        context.OnceAsync(() => LookAsync(context, cancellationToken));

    /// <summary>
    /// The writes that this node had acknowledged and the leader of today has not. A commit that had to wait for a follower
    /// and reached none was never acknowledged.
    /// </summary>
    public IReadOnlyList<LedgerEntry> Lost(OldLeader old) =>
        [.. old.Writes.Where(write => !write.Waits && !_kept.Contains(write.Id))];

    /// <summary>The writes of that node's own time that the leader of today has.</summary>
    public IReadOnlyList<LedgerEntry> Survived(OldLeader old) =>
        [.. Writes.Where(write => write.Timeline == old.Timeline)];

    private static async Task<Failovers> LookAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var pair = await context.PairAsync(cancellationToken);
        var old = new List<OldLeader>();
        foreach (var node in pair.Definition.Nodes.Where(node => node.Detached).ToList())
        {
            old.Add(await Autopsy.ReadAsync(pair, node, cancellationToken));
        }

        await using NpgsqlConnection leader = await pair.ConnectAsync(pair.Leader, cancellationToken);
        return new Failovers(
            pair.Leader.Name,
            (int)(await leader.ScalarAsync(TimelineSql, cancellationToken))!,
            await Ledger.ReadAsync(leader, cancellationToken),
            [.. old.OrderBy(one => one.Timeline)]
        );
    }
}
