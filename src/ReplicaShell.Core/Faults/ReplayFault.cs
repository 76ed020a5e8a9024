using System.Globalization;
using Npgsql;
using ReplicaShell.Engines.Waiting;
using ReplicaShell.Errors;
using ReplicaShell.Pairs;
using ReplicaShell.Sql;
using ReplicaShell.Topology;

namespace ReplicaShell.Faults;

/// <summary>A follower that receives WAL but does not replay it, or replays it late.</summary>
public static class ReplayFault
{
    private static readonly TimeSpan TimeToPause = TimeSpan.FromSeconds(10);

    /// <summary>Pauses replay on a follower and returns when it has stopped; healing resumes it.</summary>
    /// <exception cref="ReplicaException"><c>NotAFollower</c>, <c>NodeUnreachable</c>, <c>PauseTimeout</c>.</exception>
    public static async Task<Fault> PauseAsync(Pair pair, NodeDefinition node, CancellationToken cancellationToken)
    {
        await using var follower = await pair.ConnectAsync(pair.Follower(node.Name), cancellationToken);
        try
        {
            await follower.ExecuteAsync("select pg_wal_replay_pause()", cancellationToken);
            // The request is answered at once; replay stops at the next record.
            var paused = await Until.TrueAsync(
                async token => await follower.ScalarAsync("select pg_get_wal_replay_pause_state()", token) is "paused",
                TimeToPause,
                cancellationToken
            );
            return paused
                ? new Fault(
                    pair,
                    node.Name,
                    $"paused replay on {node.Name}",
                    DateTimeOffset.UtcNow,
                    ResumeIfPausedAsync
                )
                : throw FaultErrors.PauseTimeout(pair.Definition, node, TimeToPause);
        }
        catch
        {
            // Cancelled half-way, it may be paused with nobody to resume it.
            await ResumeAsync(pair, node, CancellationToken.None);
            throw;
        }

        Task ResumeIfPausedAsync(Pair opened, CancellationToken token) =>
            ResumeAsync(opened, opened.Node(node.Name), token);
    }

    /// <summary>Resumes replay; nothing happens where it is not paused, or where the node is no standby any more.</summary>
    /// <exception cref="ReplicaException"><c>NodeUnreachable</c>.</exception>
    public static async Task ResumeAsync(Pair pair, NodeDefinition node, CancellationToken cancellationToken)
    {
        await using var follower = await pair.ConnectAsync(node, cancellationToken);
        await follower.ExecuteAsync(
            "do $$ begin if pg_is_in_recovery() then perform pg_wal_replay_resume(); end if; end $$",
            cancellationToken
        );
    }

    /// <summary>
    /// Lets a follower replay commits that much later than they were made (recovery_min_apply_delay), by the clocks of
    /// both machines; zero ends it. Healing brings back the delay it had.
    /// </summary>
    /// <exception cref="ReplicaException"><c>NotAFollower</c>, <c>NodeUnreachable</c>, <c>InvalidDelay</c>.</exception>
    public static async Task<Fault> DelayAsync(
        Pair pair,
        NodeDefinition node,
        TimeSpan delay,
        CancellationToken cancellationToken
    )
    {
        if (delay < TimeSpan.Zero || delay.TotalMilliseconds > int.MaxValue)
        {
            throw FaultErrors.InvalidDelay();
        }

        await using var follower = await pair.ConnectAsync(pair.Follower(node.Name), cancellationToken);
        var before = (string)
            (
                await follower.ScalarAsync(
                    "select setting from pg_settings where name = 'recovery_min_apply_delay'",
                    cancellationToken
                )
            )!;
        try
        {
            await SetDelayAsync(follower, delay.TotalMilliseconds, cancellationToken);
        }
        catch
        {
            // Cancelled half-way, it may be delayed with nobody to end that.
            await HealAsync(pair, CancellationToken.None);
            throw;
        }

        return new Fault(
            pair,
            node.Name,
            $"replay of {node.Name} delayed by {delay.TotalSeconds:0.###} s",
            DateTimeOffset.UtcNow,
            HealAsync
        );

        async Task HealAsync(Pair opened, CancellationToken token)
        {
            await using var healed = await opened.ConnectAsync(opened.Node(node.Name), token);
            await SetDelayAsync(healed, double.Parse(before, CultureInfo.InvariantCulture), token);
        }
    }

    private static async Task SetDelayAsync(
        NpgsqlConnection follower,
        double milliseconds,
        CancellationToken cancellationToken
    )
    {
        var value = milliseconds.ToString("0", CultureInfo.InvariantCulture);
        await follower.ExecuteAsync($"alter system set recovery_min_apply_delay = {value}", cancellationToken);
        await follower.ExecuteAsync("select pg_reload_conf()", cancellationToken);
        await Until.TrueAsync(
            async token =>
                await follower.ScalarAsync(
                    "select setting from pg_settings where name = 'recovery_min_apply_delay'",
                    token
                )
                    is string setting
                && setting == value,
            TimeToPause,
            cancellationToken
        );
    }
}
