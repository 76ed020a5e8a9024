using System.Globalization;
using Npgsql;
using ReplicaShell.Engines;
using ReplicaShell.Faults;
using ReplicaShell.Pairs;
using ReplicaShell.Replication;
using ReplicaShell.Replication.Alerts;
using ReplicaShell.Sql;
using ReplicaShell.Topology;
using ReplicaShell.Workloads;

namespace ReplicaShell.Course.Answers;

/// <summary>Records what the learner's own pair shows: idle, under load, and while its follower is cut off.</summary>
/// <param name="pair">The pair, in health.</param>
/// <param name="progress">Told of each step; may be null.</param>
internal sealed class AlertRecorder(Pair pair, IProgress<ProgressReport>? progress)
{
    public const string Idle = "your pair, idle";
    public const string Load = "your pair, under load";
    public const string Cut = "your pair, its follower cut off";

    private const string Table = "replicashell.alert_load";
    private const int Attempts = 3;

    /// <summary>How long a follower in health may stand still for no reason of its own: a disk that is busy elsewhere.</summary>
    private static readonly TimeSpan LongestStandstill = TimeSpan.FromSeconds(0.7);

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan TimeIdle = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan TimeOfLoad = TimeSpan.FromSeconds(2.5);
    private static readonly TimeSpan TimeBeforeCut = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan TimeOfCut = TimeSpan.FromSeconds(3);

    /// <summary>Records; afterwards the pair is as it was.</summary>
    /// <exception cref="Errors.ReplicaException"><c>MeasurementDisturbed</c>, <c>NoFollower</c>, <c>NodeUnreachable</c>.</exception>
    public async Task<IReadOnlyList<AlertScenario>> RecordAsync(CancellationToken cancellationToken)
    {
        var follower = pair.Follower(null);
        await using var session = await pair.ConnectAsync(follower, cancellationToken);
        await ExecuteAsync(
            $"drop table if exists {Table}; create table {Table} (id int primary key, filler text not null)",
            cancellationToken
        );
        try
        {
            progress?.Report(new("Recording your pair: idle", 10));
            var idle = new AlertScenario(Idle, await SampleAsync(follower, session, TimeIdle, cancellationToken));
            progress?.Report(new("Recording your pair: under load", 35));
            var load = await RecordLoadAsync(follower, session, cancellationToken);
            progress?.Report(new("Recording your pair: its follower cut off", 65));
            return [idle, load, await RecordCutAsync(follower, session, cancellationToken)];
        }
        finally
        {
            await ExecuteAsync($"drop table if exists {Table}", CancellationToken.None);
        }
    }

    private async Task<AlertScenario> RecordLoadAsync(
        NodeDefinition follower,
        NpgsqlConnection session,
        CancellationToken cancellationToken
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            var load = LoadAsync(TimeOfLoad, rate: null, clients: 4, cancellationToken);
            var readings = await SampleAsync(follower, session, TimeOfLoad, cancellationToken);
            await load;
            if (LongestOf(readings) <= LongestStandstill)
            {
                return new AlertScenario(Load, readings);
            }

            if (attempt == Attempts)
            {
                throw CourseErrors.MeasurementDisturbed(pair.Name, LongestOf(readings));
            }
        }
    }

    private async Task<AlertScenario> RecordCutAsync(
        NodeDefinition follower,
        NpgsqlConnection session,
        CancellationToken cancellationToken
    )
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        // Few writes: the gap of a cut need not be large.
        var load = LoadAsync(TimeBeforeCut + TimeOfCut, rate: 20, clients: 1, ended.Token);
        try
        {
            var before = await SampleAsync(follower, session, TimeBeforeCut, cancellationToken);
            await using var cut = await NetworkFault.InjectAsync(
                pair,
                follower,
                network => network with { Cut = NetworkCut.Reset },
                cancellationToken
            );
            var during = await SampleAsync(follower, session, TimeOfCut, cancellationToken);
            return new AlertScenario(Cut, [.. before, .. during], cut.InjectedAt, TimeOfCut);
        }
        finally
        {
            await ended.CancelAsync();
            await ((Task)load).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private Task<WorkloadResult> LoadAsync(
        TimeSpan duration,
        double? rate,
        int clients,
        CancellationToken cancellationToken
    ) =>
        Workload.RunAsync(
            new PairLeaderConnections(pair),
            new WorkloadOptions
            {
                Duration = duration,
                Rate = rate,
                Clients = clients,
                Table = Table,
            },
            progress: null,
            cancellationToken
        );

    private async Task<IReadOnlyList<LagReading>> SampleAsync(
        NodeDefinition follower,
        NpgsqlConnection session,
        TimeSpan duration,
        CancellationToken cancellationToken
    )
    {
        var readings = new List<LagReading>();
        var options = new LagOptions { Count = (int)(duration / Interval), Interval = Interval };
        await using var sampler = new LagSampler(new PairSampleSource(pair, follower.Name));
        await foreach (var sample in sampler.SampleAsync(options, cancellationToken))
        {
            readings.Add(
                new LagReading
                {
                    Time = sample.Time,
                    LeaderLsn = sample.LeaderLsn,
                    ReceivedLsn = sample.ReceivedLsn,
                    ReplayedLsn = sample.ReplayedLsn,
                    LagBytes = sample.LagBytes,
                    ReplayLag = sample.ReplayLag,
                    SinceReplay = await SinceReplayAsync(session, cancellationToken),
                }
            );
        }

        return readings;
    }

    private static async Task<TimeSpan?> SinceReplayAsync(
        NpgsqlConnection follower,
        CancellationToken cancellationToken
    ) =>
        await follower.ScalarAsync(
            "select extract(epoch from clock_timestamp() - pg_last_xact_replay_timestamp())",
            cancellationToken
        )
            is decimal seconds
            ? TimeSpan.FromSeconds(Convert.ToDouble(seconds, CultureInfo.InvariantCulture))
            : null;

    private static TimeSpan LongestOf(IReadOnlyList<LagReading> readings)
    {
        var standstill = new Standstill();
        return readings.Max(reading => standstill.Observe(reading.Time, reading.LagBytes, reading.ReplayedLsn));
    }

    private async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var leader = await pair.ConnectAsync(pair.Leader, cancellationToken);
        await leader.ExecuteAsync(sql, cancellationToken);
    }
}
