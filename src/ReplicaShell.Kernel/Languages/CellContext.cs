using System.Collections.Concurrent;

namespace ReplicaShell.Kernel.Languages;

/// <summary>
/// Brings what follows an await back to the thread of its cell, which an interrupt can end. What is left of a cell that was
/// interrupted is never run.
/// </summary>
internal sealed class CellContext : SynchronizationContext
{
    private readonly BlockingCollection<(SendOrPostCallback Callback, object? State)> _posted = [];

    /// <inheritdoc/>
    public override void Post(SendOrPostCallback d, object? state) => _posted.Add((d, state));

    /// <inheritdoc/>
    public override void Send(SendOrPostCallback d, object? state) => d(state);

    /// <summary>Runs a body on this thread, with all that follows its awaits.</summary>
    /// <exception cref="OperationCanceledException">It was interrupted while it waited.</exception>
    public static T Run<T>(Func<Task<T>> body, CancellationToken cancellationToken)
    {
        var context = new CellContext();
        SetSynchronizationContext(context);
        var task = body();
        // The end is posted as everything else is.
        _ = task.ContinueWith(
            _ => context.Post(static _ => { }, null),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default
        );
        while (!task.IsCompleted)
        {
            var (callback, state) = context._posted.Take(cancellationToken);
            callback(state);
        }

        return task.GetAwaiter().GetResult();
    }
}
