using ReplicaShell.Errors;
using ReplicaShell.History;

namespace ReplicaShell.Workloads;

/// <summary>
/// One client of a workload: one connection, one operation at a time, follows the leader when it moves. It blocks a thread
/// of its own: handing each answer from the thread that polls sockets to one of a pool costs more than the answer.
/// </summary>
internal sealed class WorkloadClient : IDisposable
{
    private readonly WorkloadPlan _plan;
    private readonly ClientRecorder _recorder;
    private readonly Random _random;
    private readonly KnownKeys _known;
    private readonly Backoff _backoff = new();
    private readonly int[] _outcomes = new int[3];
    private ClientSession? _session;

    public WorkloadClient(WorkloadPlan plan, ClientRecorder recorder, ClientSession session)
    {
        (_plan, _recorder, _session) = (plan, recorder, session);
        _random = new Random(recorder.Client);
        _known = new KnownKeys(plan.KnownKeys, _random);
    }

    /// <summary>The latencies of what was acknowledged.</summary>
    public LatencyHistogram Latencies { get; } = new();

    /// <summary>How many operations ended that way so far; may be read while it runs.</summary>
    public int Count(Outcome outcome) => Volatile.Read(ref _outcomes[(int)outcome]);

    /// <summary>Works until nothing is due any more.</summary>
    public void Run(CancellationToken cancellationToken)
    {
        while (_plan.Pacer.TryTake(_recorder.Elapsed, out var due))
        {
            var waited = due > _recorder.Elapsed;
            if (waited)
            {
                Pacer.Until(due, _recorder, cancellationToken);
            }

            // What was due while this client was busy has been late since then; a late timer is not the server's fault.
            Do(waited ? null : due, cancellationToken);
        }
    }

    public void Dispose() => _session?.Dispose();

    private void Do(TimeSpan? due, CancellationToken cancellationToken)
    {
        var kind = Choose();
        var key = kind == OperationKind.Write ? _plan.Keys.Next() : _known.Any();
        var invoked = _recorder.Elapsed;
        if (_session is null && Connect(cancellationToken) is { } refusal)
        {
            End(kind, key, invoked, due, refusal, node: null);
            LookForLeader(cancellationToken);
            return;
        }

        var session = _session!;
        var result = session.Run(kind, key);
        End(kind, key, invoked, due, result, session.Node);
        if (!result.ConnectionUsable)
        {
            _session = null;
            session.Dispose();
            LookForLeader(cancellationToken);
        }
    }

    private OperationKind Choose() =>
        _plan.Options.ReadRatio > 0 && !_known.IsEmpty && _random.NextDouble() < _plan.Options.ReadRatio
            ? OperationKind.Read
            : OperationKind.Write;

    private void End(
        OperationKind kind,
        int key,
        TimeSpan invoked,
        TimeSpan? due,
        in OperationResult result,
        string? node
    )
    {
        var completed = _recorder.Elapsed;
        _recorder.Record(kind, key, invoked, completed, result.Outcome, node, result.Error, result.Found);
        Volatile.Write(ref _outcomes[(int)result.Outcome], _outcomes[(int)result.Outcome] + 1);
        if (result.Outcome == Outcome.Ok)
        {
            Latencies.Add(completed - (due ?? invoked));
            _backoff.Reset();
            if (kind == OperationKind.Write)
            {
                _known.Add(key);
            }
        }
    }

    /// <summary>Connects; null when it did, else how the operation ended that was not sent.</summary>
    private OperationResult? Connect(CancellationToken cancellationToken)
    {
        try
        {
            _session = ClientSession.Open(_plan, cancellationToken);
            return null;
        }
        catch (Exception exception) when (exception is IOException or ReplicaException or TimeoutException)
        {
            return new OperationResult(Outcome.Failed, OutcomeRules.Text(exception), ConnectionUsable: false);
        }
    }

    private void LookForLeader(CancellationToken cancellationToken)
    {
        _plan.Target.RefreshAsync(cancellationToken).AsTask().GetAwaiter().GetResult();
        _backoff.Pause(cancellationToken);
    }
}
