using System.Diagnostics;

namespace ReplicaShell.Replication.Sampling;

/// <summary>Asks in the background who leads: now and then, and soon when the servers' answers give cause.</summary>
internal sealed class RoleResolver(ISampleSource source)
{
    private static readonly TimeSpan Routine = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Suspicion = TimeSpan.FromMilliseconds(200);
    private Task<SampledPair>? _asking;
    private long _answeredAt;

    /// <summary>Asks and waits for the answer.</summary>
    public SampledPair Resolve(CancellationToken cancellationToken)
    {
        var pair = source.ResolveAsync(cancellationToken).WaitAsync(cancellationToken).GetAwaiter().GetResult();
        _answeredAt = Stopwatch.GetTimestamp();
        return pair;
    }

    /// <summary>Returns an answer that has come, else null; asks again when it is time. Does not wait.</summary>
    /// <param name="suspected">Whether something suggests that roles have moved.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    public SampledPair? Advance(bool suspected, CancellationToken cancellationToken)
    {
        if (_asking is { IsCompleted: true } answered)
        {
            _asking = null;
            _answeredAt = Stopwatch.GetTimestamp();
            return answered.GetAwaiter().GetResult();
        }

        if (_asking is null && Stopwatch.GetElapsedTime(_answeredAt) >= (suspected ? Suspicion : Routine))
        {
            _asking = Task.Run(() => source.ResolveAsync(cancellationToken), cancellationToken);
        }

        return null;
    }
}
