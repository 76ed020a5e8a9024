using ReplicaShell.Wire;

namespace ReplicaShell.Replication.Sampling;

/// <summary>
/// What the servers are asked. Positions are asked at every moment and cost next to nothing; who sends and who receives,
/// some twenty times a second; what joins the activity of all sessions or reads files, when something has changed.
/// </summary>
internal static class LagStatements
{
    /// <summary>The leader's position; an error from a node in recovery.</summary>
    public static readonly WireStatement LeaderPosition = new(
        "leader_position",
        "select pg_current_wal_lsn(), pg_current_wal_flush_lsn()"
    );

    /// <summary>The leader's timeline, which a server that leads cannot change.</summary>
    /// <remarks>The first eight digits of a WAL file's name are the timeline that is written now; the control file's is
    /// that of the last checkpoint.</remarks>
    public static readonly WireStatement LeaderTimeline = new(
        "leader_timeline",
        "select pg_walfile_name(pg_current_wal_lsn())"
    );

    /// <summary>The leader's clock, by which heartbeats are written.</summary>
    public static readonly WireStatement LeaderClock = new("leader_clock", "select clock_timestamp()");

    /// <summary>The leader's senders and the delays it has measured; the function without the view's joins.</summary>
    public static readonly WireStatement Senders = new(
        "senders",
        "select pid, write_lag, flush_lag, replay_lag from pg_stat_get_wal_senders()"
    );

    /// <summary>The names of the leader's senders.</summary>
    public static readonly WireStatement SenderNames = new(
        "sender_names",
        "select pid, application_name from pg_stat_replication"
    );

    /// <summary>The oldest WAL that the leader has, and the length of a WAL file.</summary>
    public static readonly WireStatement OldestWal = new("oldest_wal", Pairs.KeptWal.OldestSql);

    /// <summary>The slots that the leader has given up.</summary>
    public static readonly WireStatement LostSlots = new(
        "lost_slots",
        "select slot_name from pg_replication_slots where wal_status = 'lost'"
    );

    /// <summary>Whether a node follows, and its positions.</summary>
    public static readonly WireStatement FollowerPosition = new(
        "follower_position",
        "select pg_is_in_recovery(), pg_last_wal_receive_lsn(), pg_last_wal_replay_lsn()"
    );

    /// <summary>The follower's receiver; all columns are NULL when there is none.</summary>
    public static readonly WireStatement Receiver = new(
        "receiver",
        "select pid, status, received_tli from pg_stat_get_wal_receiver()"
    );

    /// <summary>The timeline of a follower that has no receiver to tell it.</summary>
    public static readonly WireStatement RecoveryTimeline = new(
        "timeline",
        """
        select greatest(c.timeline_id, r.min_recovery_end_timeline)
        from pg_control_checkpoint() as c, pg_control_recovery() as r
        """
    );

    /// <summary>Whether the heartbeat's table has come to the follower.</summary>
    public static readonly WireStatement HeartbeatExists = new(
        "heartbeat_exists",
        "select to_regclass('replicashell.heartbeat') is not null"
    );

    /// <summary>The newest heartbeat that can be read.</summary>
    public static readonly WireStatement ReadHeartbeat = new(
        "read_heartbeat",
        "select written_at from replicashell.heartbeat where id = 1"
    );

    /// <summary>Makes the heartbeat's schema.</summary>
    public static readonly WireStatement CreateSchema = new(
        "create_schema",
        "create schema if not exists replicashell"
    );

    /// <summary>Makes the heartbeat's table.</summary>
    public static readonly WireStatement CreateTable = new(
        "create_table",
        "create table if not exists replicashell.heartbeat (id int primary key, written_at timestamptz not null)"
    );

    /// <summary>Writes a heartbeat by the leader's own clock.</summary>
    public static readonly WireStatement WriteHeartbeat = new(
        "write_heartbeat",
        """
        insert into replicashell.heartbeat (id, written_at) values (1, clock_timestamp())
        on conflict (id) do update set written_at = excluded.written_at
        """
    );
}
