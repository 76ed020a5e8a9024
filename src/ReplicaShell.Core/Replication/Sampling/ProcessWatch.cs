using System.Diagnostics;

namespace ReplicaShell.Replication.Sampling;

/// <summary>Asks in the background, a few times a second at most, whether the server of a silent node runs at all.</summary>
internal sealed class ProcessWatch(ISampleSource source, string node)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private Task<bool>? _asking;
    private long? _answeredAt;

    /// <summary>The last answer; null when there is none yet.</summary>
    public bool? IsRunning { get; private set; }

    /// <summary>The question under way, for somebody who wants to wait for its end.</summary>
    public Task Asking => _asking ?? Task.CompletedTask;

    /// <summary>Takes an answer that has come, and asks again when it is time; does not wait.</summary>
    public void Advance(CancellationToken cancellationToken)
    {
        if (_asking is { IsCompleted: true } answered)
        {
            _asking = null;
            _answeredAt = Stopwatch.GetTimestamp();
            IsRunning = answered.IsCompletedSuccessfully ? answered.Result : null;
            _ = answered.Exception; // looked at: "not known" is what it means
        }

        if (_asking is null && (_answeredAt is not { } last || Stopwatch.GetElapsedTime(last) >= Pause))
        {
            _asking = Task.Run(() => source.IsRunningAsync(node, cancellationToken), cancellationToken);
        }
    }

    /// <summary>The server answers again by itself.</summary>
    public void Forget() => (IsRunning, _answeredAt) = (null, null);
}
