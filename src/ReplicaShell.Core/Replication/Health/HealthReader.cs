using Npgsql;
using ReplicaShell.Engines;
using ReplicaShell.Errors;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Replication.Health;

/// <summary>Reads what the checks look at. What does not answer is missing from it, and is no failure.</summary>
internal static class HealthReader
{
    private const string StandbysSql = """
        select current_setting('synchronous_standby_names'), s.application_name
        from (select) as always
        left join pg_stat_replication as s on s.sync_state in ('sync', 'quorum') and s.state = 'streaming'
        """;

    public static async Task<HealthSnapshot> ReadAsync(Pair pair, CancellationToken cancellationToken)
    {
        var definition = pair.Definition;
        var probes = definition.Nodes.Select(node => ProbeAsync(pair, node, cancellationToken)).ToList();
        var disks = definition.Nodes.Select(node => DiskAsync(pair, node, cancellationToken)).ToList();
        var (lag, slots) = (LagAsync(pair, cancellationToken), SlotsAsync(pair, cancellationToken));
        var standbys = StandbysAsync(pair, cancellationToken);
        var seen = await PairReader.ReadAsync(pair, cancellationToken);
        return new HealthSnapshot
        {
            Time = DateTimeOffset.UtcNow,
            Definition = definition,
            Pair = seen,
            Probes = (await Task.WhenAll(probes)).ToDictionary(one => one.Node, one => one.Probe),
            Lag = await lag,
            Slots = await slots,
            Standbys = await standbys,
            Networks = await pair.Engine.NetworksAsync(definition, cancellationToken),
            Disks = (await Task.WhenAll(disks)).ToDictionary(one => one.Node, one => one.Space),
        };
    }

    private static async Task<(string Node, NodeProbe? Probe)> ProbeAsync(
        Pair pair,
        NodeDefinition node,
        CancellationToken cancellationToken
    ) => (node.Name, await NodeProbe.AskAsync(pair, node, cancellationToken));

    private static async Task<(string Node, DiskSpace? Space)> DiskAsync(
        Pair pair,
        NodeDefinition node,
        CancellationToken cancellationToken
    ) => (node.Name, await pair.Engine.DiskAsync(pair.Definition, node, cancellationToken));

    private static async Task<IReadOnlyList<ReplicationLag>> LagAsync(Pair pair, CancellationToken cancellationToken)
    {
        var samples = new List<ReplicationLag>();
        await using var sampler = new LagSampler(new PairSampleSource(pair));
        try
        {
            await foreach (var sample in sampler.SampleAsync(new LagOptions { Count = 1 }, cancellationToken))
            {
                samples.Add(sample);
            }
        }
        catch (ReplicaException)
        {
            // Nobody lets the sampler in: the checks say that nothing is known.
        }

        return samples;
    }

    private static async Task<IReadOnlyList<ReplicationSlot>?> SlotsAsync(
        Pair pair,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await SlotList.ReadAsync(pair, node: null, cancellationToken);
        }
        catch (ReplicaException)
        {
            return null;
        }
    }

    private static async Task<StandbyReading?> StandbysAsync(Pair pair, CancellationToken cancellationToken)
    {
        if (pair.Definition.Leader is null)
        {
            return null;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(2));
        try
        {
            await using var connection = await pair.ConnectPlainlyAsync(pair.Leader, limit.Token);
            await using var command = new NpgsqlCommand(StandbysSql, connection);
            await using var row = await command.ExecuteReaderAsync(limit.Token);
            var (names, standbys) = (string.Empty, new List<string>());
            while (await row.ReadAsync(limit.Token))
            {
                names = row.GetString(0);
                if (!await row.IsDBNullAsync(1, limit.Token))
                {
                    standbys.Add(row.GetString(1));
                }
            }

            return new StandbyReading(names, standbys);
        }
        catch (Exception e)
            when (e is NpgsqlException or ReplicaException
                || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested)
            )
        {
            return null;
        }
    }
}
