using Npgsql;

namespace ReplicaShell.Course.Checks.Follower;

/// <summary>The stream of the second follower, as both of its ends tell it.</summary>
/// <param name="Slot">The slot that the follower says it receives through; null where it says none.</param>
/// <param name="SenderPort">The port that it receives from; null while it does not receive.</param>
/// <param name="Sends">Whether the leader streams to it, and not to somebody else in between.</param>
/// <param name="Evidence">What was seen, a line each.</param>
internal sealed record FollowerStream(string? Slot, int? SenderPort, bool Sends, IReadOnlyList<string> Evidence)
{
    private const string ReceiverSql = """
        select r.status, coalesce(r.slot_name, ''), r.sender_port, current_setting('cluster_name')
        from (values (1)) as one left join pg_stat_wal_receiver as r on true
        """;

    // Whoever has a slot is known by it, whatever name the connection gives itself; who has none is known by the name.
    private const string SendersSql = """
        select coalesce(s.slot_name, ''), coalesce(a.application_name, ''), a.state, a.replay_lsn::text
        from pg_stat_replication as a left join pg_replication_slots as s on s.active_pid = a.pid
        """;

    /// <summary>Looks, once for all checks.</summary>
    public static Task<FollowerStream> OfAsync(CheckContext context, CancellationToken cancellationToken) =>
        context.OnceAsync(() => LookAsync(context, cancellationToken));

    private static async Task<FollowerStream> LookAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var pair = await context.PairAsync(cancellationToken);
        var follower = await SecondFollower.OfAsync(context, cancellationToken);
        var (status, slot, port, name) = await ReceiverAsync(follower.Server, cancellationToken);
        var evidence = new List<string>
        {
            status is null
                ? $"{follower.Address}: no WAL receiver runs"
                : $"{follower.Address}: receiver {status} from port {port}, slot '{slot}'",
        };
        await using var leader = await pair.ConnectAsync(pair.Leader, cancellationToken);
        var senders = await SendersAsync(leader, cancellationToken);
        evidence.AddRange(
            senders.Select(s =>
                $"{pair.Leader.Name} sends to '{s.Name}': {s.State}, slot '{s.Slot}', replayed {s.Replayed}"
            )
        );
        var others = context.FirstNodes;
        var isCascade = pair.Definition.Nodes.Any(node =>
            node.Name != pair.Leader.Name
            && (pair.Engine.Address(pair.Definition, node).Port == port || node.ClientPort == port)
        );
        var sends =
            status == "streaming"
            && !isCascade
            && senders.Any(sender =>
                sender.State == "streaming"
                && sender.Replayed is not null
                && (slot.Length > 0 ? sender.Slot == slot : sender.Slot.Length == 0 && sender.Name == name)
                && !others.Contains(sender.Slot)
            );
        return new FollowerStream(slot.Length > 0 ? slot : null, port, sends, evidence);
    }

    private static async Task<(string? Status, string Slot, int? Port, string Name)> ReceiverAsync(
        NpgsqlConnection server,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(ReceiverSql, server);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        return (
            row.IsDBNull(0) ? null : row.GetString(0),
            row.IsDBNull(1) ? string.Empty : row.GetString(1),
            row.IsDBNull(2) ? null : row.GetInt32(2),
            row.GetString(3)
        );
    }

    private static async Task<IReadOnlyList<(string Slot, string Name, string State, string? Replayed)>> SendersAsync(
        NpgsqlConnection leader,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(SendersSql, leader);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var senders = new List<(string, string, string, string?)>();
        while (await row.ReadAsync(cancellationToken))
        {
            senders.Add(
                (row.GetString(0), row.GetString(1), row.GetString(2), row.IsDBNull(3) ? null : row.GetString(3))
            );
        }

        return senders;
    }
}
