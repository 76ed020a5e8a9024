using ReplicaShell.Wire;

namespace ReplicaShell.Replication.Sampling;

/// <summary>
/// Writes the heartbeat row on the leader, in a session of its own: the sampling must not wait for the leader's disk.
/// Nor does the row wait for a synchronous follower (synchronous_commit = local), or a cut would stop the clock that
/// measures it.
/// </summary>
internal sealed class HeartbeatWriter(SampledNode leader) : IWireSink, IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(1);
    private readonly NodeSession _session = new(
        leader,
        SessionSettings.Name,
        SessionSettings.SearchPath,
        new("synchronous_commit", "local")
    );
    private TimeSpan? _askedAt;
    private TimeSpan? _writtenAt;
    private bool _tableMade;
    private bool _failed;

    /// <summary>Where it writes.</summary>
    public SampledNode Leader => leader;

    /// <summary>Whether rows have been written of late; else an old row says nothing about the follower.</summary>
    public bool IsBeating(TimeSpan at) => _writtenAt is { } written && at - written < LongestSilence;

    /// <summary>Takes an answer that has come and writes the next row when it is time; does not wait.</summary>
    public void Advance(TimeSpan at)
    {
        _session.Advance();
        _failed = false;
        if (_session.TryTake(this, TimeSpan.Zero, CancellationToken.None))
        {
            _tableMade = !_failed;
            _writtenAt = _failed ? null : at;
        }

        if (_session.IsReady && (_askedAt is not { } asked || at - asked >= Period))
        {
            _askedAt = at;
            _ = _tableMade
                ? _session.TryAsk(LagStatements.WriteHeartbeat)
                : _session.TryAsk(LagStatements.CreateSchema, LagStatements.CreateTable, LagStatements.WriteHeartbeat);
        }
    }

    /// <inheritdoc/>
    public void OnRow(int statement, WireRow row) { }

    /// <inheritdoc/>
    public void OnError(int statement, WireError error) => _failed = true;

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();
}
