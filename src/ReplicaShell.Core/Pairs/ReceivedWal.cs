namespace ReplicaShell.Pairs;

/// <summary>Expressions in SQL for how far the WAL of a standby reaches, and on which timeline.</summary>
internal static class ReceivedWal
{
    /// <summary>The end of the WAL that it has. One that never had a receiver in this life has only what it replayed.</summary>
    public const string Lsn = "greatest(pg_last_wal_receive_lsn(), pg_last_wal_replay_lsn())";

    /// <summary>
    /// The timeline that it has received. A receiver tells, but only while there is one; the control file is told by the
    /// next restartpoint, minutes later. The truth is in the WAL itself: the segment in which it ends bears the timeline
    /// in its name, and where a timeline began within it, it is there once for each.
    /// </summary>
    public const string Timeline = $"""
        greatest(
            {Claimed},
            (select max(('x' || left(file.name, 8))::bit(32)::int)
                from (select {Lsn} - '0/1' as last, pg_size_bytes(current_setting('wal_segment_size')) as size) as wal,
                    lateral (select wal.last::bigint / size as number, 4294967296 / size as each) as segment,
                    pg_ls_waldir() as file
                where file.name ~ '^[0-9A-F]+$'
                    and length(file.name) = 24
            and right(file.name, 16) = lpad(upper(to_hex(number / each)), 8, '0')
                        || lpad(upper(to_hex(number % each)), 8, '0')))
        """;

    /// <summary>The same where the user may not list the WAL: what the receiver or the control file says.</summary>
    public const string Claimed = """
        greatest(
            (select received_tli from pg_stat_wal_receiver),
            (select min_recovery_end_timeline from pg_control_recovery()),
            (select timeline_id from pg_control_checkpoint()))
        """;

    /// <summary>The timeline of a server that leads.</summary>
    public const string LeaderTimeline = "('x' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8))::bit(32)::int";
}
