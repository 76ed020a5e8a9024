using System.Globalization;
using Npgsql;
using ReplicaShell.Topology;

namespace ReplicaShell.Replication.Divergence;

/// <summary>
/// The timelines that a server has come along, and where each of them ended: what it keeps in its timeline history file
/// (PostgreSQL documentation, "Timelines").
/// </summary>
/// <param name="Current">The timeline it is on.</param>
/// <param name="Ends">Where each earlier one ended, by its number.</param>
public sealed record TimelineHistory(int Current, IReadOnlyDictionary<int, Lsn> Ends)
{
    private const string Sql = """
        with current as (select substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8) as timeline)
        select ('x' || timeline)::bit(32)::int, pg_read_file('pg_wal/' || timeline || '.history', 0, 1048576, true) from current
        """;

    /// <summary>
    /// Where a server on another timeline must have left the common history at the latest; null when that timeline is no
    /// ancestor, or the current one.
    /// </summary>
    public Lsn? EndOf(int timeline) => Ends.TryGetValue(timeline, out var end) ? end : null;

    /// <summary>Whether a timeline is the current one or one that led to it.</summary>
    public bool Knows(int timeline) => timeline == Current || Ends.ContainsKey(timeline);

    /// <summary>Reads the text of a history file: a line a timeline, with its number, its end and a reason, set apart by tabs.</summary>
    /// <param name="current">The timeline whose file it is.</param>
    /// <param name="text">The text; null for the first timeline, which has no file.</param>
    public static TimelineHistory Parse(int current, string? text)
    {
        var ends = new Dictionary<int, Lsn>();
        foreach (var line in (text ?? string.Empty).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var fields = line.Split('\t');
            if (fields.Length > 1 && int.TryParse(fields[0], CultureInfo.InvariantCulture, out var timeline))
            {
                ends[timeline] = Lsn.Parse(fields[1]);
            }
        }

        return new TimelineHistory(current, ends);
    }

    /// <summary>Asks a server that is out of recovery, as a superuser.</summary>
    internal static async Task<TimelineHistory> ReadAsync(NpgsqlConnection leader, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Sql, leader);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return Parse(reader.GetInt32(0), await reader.IsDBNullAsync(1, cancellationToken) ? null : reader.GetString(1));
    }
}
