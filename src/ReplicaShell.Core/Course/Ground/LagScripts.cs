namespace ReplicaShell.Course.Ground;

/// <summary>Three scripts that measure lag, one of them wrongly; which, and when, follows from the seed.</summary>
/// <param name="Scripts">The scripts, in the order A, B, C.</param>
/// <param name="Wrong">The letter of the wrong one.</param>
/// <param name="Situation">The situation in which it is wrong: <c>idle</c> or <c>cut</c>.</param>
internal sealed record LagScripts(IReadOnlyList<string> Scripts, string Wrong, string Situation)
{
    public const string Idle = "idle";
    public const string Cut = "cut";

    private static readonly string[] Right =
    [
        """
            -- on the leader
            select pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn)
            from pg_replication_slots where slot_name = 'node2'
            """,
        """
            -- on the leader
            select coalesce(
                (select max(pg_wal_lsn_diff(pg_current_wal_lsn(), replay_lsn)) from pg_stat_replication),
                (select max(pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn)) from pg_replication_slots))
            """,
        """
            -- on the leader
            select max(pg_current_wal_flush_lsn() - restart_lsn) from pg_replication_slots where slot_type = 'physical'
            """,
    ];

    private static readonly string[] WrongWhenIdle =
    [
        """
            -- on the follower
            select extract(epoch from now() - pg_last_xact_replay_timestamp())
            """,
        """
            -- on the follower
            select case when pg_is_in_recovery()
                then extract(epoch from clock_timestamp() - pg_last_xact_replay_timestamp()) else 0 end
            """,
    ];

    private static readonly string[] WrongWhenCut =
    [
        """
            -- on the follower
            select case when pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn() then 0
                else extract(epoch from now() - pg_last_xact_replay_timestamp()) end
            """,
        """
            -- on the follower
            select pg_wal_lsn_diff(pg_last_wal_receive_lsn(), pg_last_wal_replay_lsn())
            """,
        """
            -- on the leader
            select coalesce(max(extract(epoch from replay_lag)), 0) from pg_stat_replication
            """,
    ];

    /// <summary>Those of a seed.</summary>
    public static LagScripts Of(int seed)
    {
        var numbers = new SeededNumbers(seed, "scripts");
        var situation = numbers.Pick([Idle, Cut]);
        var wrong = numbers.Pick(situation == Idle ? WrongWhenIdle : WrongWhenCut);
        var scripts = numbers.Shuffle([.. numbers.Shuffle(Right).Take(2), wrong]);
        return new(scripts, Letter(Array.IndexOf(scripts, wrong)), situation);
    }

    /// <summary>The scripts by letter.</summary>
    public IReadOnlyDictionary<string, string> Texts() =>
        Scripts.Select((text, index) => (text, index)).ToDictionary(pair => Letter(pair.index), pair => pair.text);

    private static string Letter(int index) => ((char)('A' + index)).ToString();
}
