using Npgsql;
using ReplicaShell.Engines;
using ReplicaShell.Failover.Detection;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Failover.Watching;

/// <summary>The witnesses of a pair. They ask the node that led when they were last turned to it.</summary>
internal sealed class WitnessPanel : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly FailoverWatchOptions _options;
    private readonly Pair _pair;
    private IReadOnlyList<WitnessWay> _ways = [];
    private Task _asking = Task.CompletedTask;

    private WitnessPanel(Pair pair, FailoverWatchOptions options)
    {
        (_pair, _options) = (pair, options);
        Witnesses =
        [
            .. Enumerable
                .Range(0, options.Witnesses)
                .Select(index => new Witness(
                    WitnessWay.NameOf(index + 1),
                    token => AskAsync(index, token),
                    options,
                    TimeProvider.System
                )),
        ];
    }

    /// <summary>The witnesses.</summary>
    public IReadOnlyList<Witness> Witnesses { get; }

    /// <summary>The node that they ask.</summary>
    public string Target { get; private set; } = string.Empty;

    /// <summary>The votes as they are now.</summary>
    public WitnessVotes Votes => WitnessVotes.Count(Witnesses, _options.Majority);

    /// <summary>Turns the witnesses to the leader, and lets them ask.</summary>
    /// <exception cref="Errors.ReplicaException">
    /// <c>UnsupportedFault</c>: the engine cannot give each of several witnesses a network of its own; <c>NoLeader</c>,
    /// <c>LinkDown</c>, <c>PairBusy</c>.
    /// </exception>
    public static async Task<WitnessPanel> OpenAsync(
        Pair pair,
        FailoverWatchOptions options,
        CancellationToken cancellationToken
    )
    {
        var panel = new WitnessPanel(pair, options);
        await panel.TurnAsync(cancellationToken);
        panel._asking = Task.WhenAll(panel.Witnesses.Select(one => one.RunAsync(panel._stop.Token)));
        return panel;
    }

    /// <summary>Lets them ask the node that leads now, and forget what they saw of another.</summary>
    public async Task TurnAsync(CancellationToken cancellationToken)
    {
        await using (await _pair.LockAsync(cancellationToken))
        {
            // One witness alone needs no way of its own: it stands where this shell stands.
            if (_options.Witnesses > 1 || _pair.Definition.Engine == EngineKind.Local)
            {
                _ways = await _pair.Engine.OpenWitnessesAsync(
                    _pair.Definition,
                    _options.Witnesses,
                    _pair.Leader,
                    cancellationToken
                );
            }

            Target = _pair.Leader.Name;
        }

        foreach (var witness in Witnesses)
        {
            witness.Reset();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _asking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private Task<ProbeReading> AskAsync(int index, CancellationToken cancellationToken)
    {
        if (index >= _ways.Count)
        {
            return LeaderProbe.AskAsync(_pair, LeaderProbe.DefaultLimit, TimeProvider.System, cancellationToken);
        }

        var way = new NpgsqlConnectionStringBuilder(_pair.ConnectionString(_pair.Leader)) { Port = _ways[index].Port };
        return LeaderProbe.AskAsync(
            way.ConnectionString,
            LeaderProbe.DefaultLimit,
            TimeProvider.System,
            cancellationToken
        );
    }
}
