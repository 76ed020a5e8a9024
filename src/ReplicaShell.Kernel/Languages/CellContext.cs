using System.Collections.Concurrent;

namespace ReplicaShell.Kernel.Languages;

/// <summary>
/// Brings what follows an await of a cell back to the thread of the cell, which an interrupt can end. What follows the awaits
/// of libraries goes on in the thread pool: an interrupt must not leave a drill half-way, with its fault unhealed.
/// </summary>
internal sealed class CellContext : SynchronizationContext
{
    private readonly BlockingCollection<(SendOrPostCallback Callback, object? State)> _posted = [];

    /// <summary>Whether the thread of the cell waits for something to come back.</summary>
    public bool IsWaiting { get; private set; }

    /// <inheritdoc/>
    public override void Post(SendOrPostCallback d, object? state)
    {
        if (IsOfLibrary(state))
        {
            ThreadPool.QueueUserWorkItem(static one => one.d(one.state), (d, state), preferLocal: false);
        }
        else
        {
            _posted.Add((d, state));
        }
    }

    /// <inheritdoc/>
    public override void Send(SendOrPostCallback d, object? state) => d(state);

    /// <summary>Runs a body on this thread, with all that follows its awaits.</summary>
    /// <exception cref="OperationCanceledException">It was ended while it waited; what is left of it is never run.</exception>
    public T Run<T>(Func<Task<T>> body, CancellationToken cancellationToken)
    {
        SetSynchronizationContext(this);
        var task = body();
        // The end is posted as everything else is.
        _ = task.ContinueWith(
            _ => _posted.Add((static _ => { }, null)),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default
        );
        while (!task.IsCompleted)
        {
            IsWaiting = true;
            var (callback, state) = _posted.Take(cancellationToken);
            IsWaiting = false;
            callback(state);
        }

        return task.GetAwaiter().GetResult();
    }

    // What is posted for an await is the continuation of a state machine, whose type the compiler put where the code is. The
    // assemblies of cells have names that no file can have; whatever is no state machine is taken for the cell's.
    private static bool IsOfLibrary(object? state) =>
        (state as Delegate)?.Target?.GetType() is { IsGenericType: true } box
        && box.GetGenericArguments()[^1] is { } machine
        && typeof(System.Runtime.CompilerServices.IAsyncStateMachine).IsAssignableFrom(machine)
        && machine.Assembly.FullName?.StartsWith("\u211B*", StringComparison.Ordinal) != true;
}
