using System.Text;
using Npgsql;
using ReplicaShell.Course.Checks;
using ReplicaShell.Course.Checks.Follower;
using ReplicaShell.Course.Ground;
using ReplicaShell.Errors;
using ReplicaShell.Pairs;
using ReplicaShell.Sql;
using ReplicaShell.Topology;

namespace ReplicaShell.Course.Watching;

/// <summary>
/// What an exercise's checks look at, as a text that is another when they may come out otherwise. Positions in the WAL are
/// left out: they change with every write, those of the checks too.
/// </summary>
internal static class GroundSnapshot
{
    private const string LeaderSql = """
        select coalesce((select string_agg(concat_ws(' ', application_name, state), ', ' order by pid) from pg_stat_replication), '')
            || ' | ' || coalesce((select string_agg(concat_ws(' ', slot_name, slot_type, active), ', ' order by slot_name)
                from pg_replication_slots), '')
        """;

    /// <summary>Looks.</summary>
    public static async Task<string> TakeAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        text.Append(context.Progress.StartedAt);
        foreach (var (task, answer) in context.Progress.Answers)
        {
            text.Append('\n').Append(task).Append(' ').Append(answer.SubmittedAt.Ticks);
        }

        try
        {
            await AddServersAsync(text, await context.PairAsync(cancellationToken), cancellationToken);
            if (context.Unit.Number == 1)
            {
                await AddFollowerAsync(text, context, cancellationToken);
            }
        }
        catch (Exception e) when (e is ReplicaException or NpgsqlException or TimeoutException)
        {
            text.Append('\n').Append(e.Message);
        }

        return text.ToString();
    }

    private static async Task AddServersAsync(StringBuilder text, Pair pair, CancellationToken cancellationToken)
    {
        text.Append('\n').Append(pair.Definition.Leader).Append(' ').Append(pair.Definition.Mode);
        foreach (var node in pair.Definition.Nodes)
        {
            var status = await pair.Engine.StatusAsync(pair.Definition, node, cancellationToken);
            text.Append('\n').Append(node).Append(status);
            if (status == ServerStatus.Running)
            {
                await using var server = await pair.ConnectAsync(node, cancellationToken);
                var sql = node.Name == pair.Definition.Leader ? LeaderSql : "select pg_is_in_recovery()";
                text.Append(await server.ScalarAsync(sql, cancellationToken));
                text.AppendJoin(
                    ';',
                    (await AccessRules.ReadAsync(server, cancellationToken)).Select(rule => rule.Text)
                );
            }
        }
    }

    private static async Task AddFollowerAsync(
        StringBuilder text,
        CheckContext context,
        CancellationToken cancellationToken
    )
    {
        var follower = await SecondFollower.OfAsync(context, cancellationToken);
        text.Append('\n').Append(follower.Missing);
        if (follower.Missing is null)
        {
            var rules = await AccessRules.ReadAsync(follower.Server, cancellationToken);
            text.AppendJoin(';', rules.Select(rule => rule.Text));
        }
    }
}
